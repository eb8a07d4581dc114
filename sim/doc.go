// Package sim says what an experiment is. What is on screen is a function of
// (setup, edits, step), and this package holds those three and what follows
// from them:
//
//   - a [Param] declares one parameter: name, kind, range, default, unit, and
//     whether a change edits the run or restarts it. Panel, flags, share line,
//     validation and documentation read this one declaration;
//   - a [Setup] is a lab's parameters and seed, an [Edit] is "from step k on,
//     parameter p is v", and a [Moment] is all three, written as one line;
//   - a [State] is a deterministic simulation that advances in place, and a
//     [Timeline] takes one to any step, forwards or back, bit for bit;
//   - a [Status] says how a run stands; diverging is a status, not an error;
//   - a [History] keeps what a curve over the steps is drawn from.
//
// Nothing here or below reads the clock, the terminal, the environment or a
// global random source; files reach an experiment through an [Opener].
//
// # Where do I put X?
//
// A mathematical block (a formula, an update rule, a layer, a data set) goes
// into the folder of its kind below this one. What puts blocks together into
// something that steps goes into experiment. What every experiment shares
// belongs here. This package imports sim/elementary and the standard library only.
package sim
