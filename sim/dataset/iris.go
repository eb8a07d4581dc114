package dataset

import (
	_ "embed" // for the table below
	"strings"
)

//go:embed iris.csv
var irisCSV string

// Iris returns the measurements of 50 flowers each of three kinds of iris:
// sepal length and width, petal length and width in centimetres (R. A. Fisher,
// "The use of multiple measurements in taxonomic problems", Annals of Eugenics
// 7, 1936; collected by E. Anderson). Rows are in Fisher's order.
//
// These are Fisher's own figures, as in R and scikit-learn. The copy in the UCI
// repository differs in rows 35 and 38, where three numbers are mistaken.
func Iris() *Set {
	s, err := Read("iris", strings.NewReader(irisCSV), Options{})
	if err != nil {
		panic("dataset: the built-in table: " + err.Error())
	}
	return s
}
