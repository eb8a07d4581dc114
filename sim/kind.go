package sim

// Kind is what sort of value a parameter takes.
type Kind int

// The kinds of parameter. A list is written with commas: "8,8";
// those of Texts stand outside of parentheses: "sgd,adam(beta1=0.8,beta2=0.9)".
const (
	Number  Kind = iota // a finite number in [Min, Max]
	Whole               // a whole number in [Min, Max]
	Choice              // one of Choices
	YesNo               // yes or no
	Numbers             // a list of numbers, each in [Min, Max]
	Wholes              // a list of whole numbers, each in [Min, Max]; may be empty
	Choices             // a list of different entries of Choices
	Formula             // a formula or its name, judged by Check
	File                // one of Choices or the path of a file
	Text                // free text, judged by Check
	Texts               // a list of different texts, each judged by Check
)

// List reports whether the kind's values are lists.
func (k Kind) List() bool { return k == Numbers || k == Wholes || k == Choices || k == Texts }

// numeric reports whether the kind is made of numbers with a range.
func (k Kind) numeric() bool {
	return k == Number || k == Whole || k == Numbers || k == Wholes
}

// whole reports whether the kind's numbers must have no fraction.
func (k Kind) whole() bool { return k == Whole || k == Wholes }
