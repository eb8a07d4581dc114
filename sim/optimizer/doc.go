// Package optimizer holds the update rules of gradient descent: how a gradient
// becomes a change of the parameters.
//
// A [Spec] is a rule and its options as people write them, adam(beta1=0.8);
// [Spec.New] makes an [Optimizer] of it, which owns the rule's memory. An
// iteration is one Begin and then an Update of every parameter, all at once or
// layer by layer with the same bits:
//
//	o.Begin()
//	o.Update(0, w, g)
//
// Formulas and defaults are PyTorch's (torch.optim, version 2; of Lion, which it
// lacks, the paper's); each rule says where Keras differs. Whatever is not finite
// flows through. Numbers are the same on every machine: products that are added
// to something are rounded first, float64(x*y), since some compilers would
// otherwise fuse the two.
//
// # Where do I put X?
//
// A new rule is a type in a file of its own that implements [Optimizer], and a
// row in the table of rules.go, which declares its name and options: parsing,
// errors, lists and documentation read that row; what it remembers of each
// parameter goes into [Rearrange] too. How the step size changes over the steps
// is schedule.go, whose user calls SetRate; what is done to a gradient before a
// rule sees it is clip.go. Rules that need more than a gradient (Newton's, line
// searches) do not belong here.
package optimizer
