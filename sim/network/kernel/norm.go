package kernel

// UnitMoments computes each unit's mean over the batch and its variance about
// it, Σ(z−mean)²/batch. z holds strips of len(mean) units.
func UnitMoments(mean, variance []float64, z []Lanes, batch int) {
	units := len(mean)
	for u := range mean {
		sum := 0.0
		for first := 0; first < batch; first += Width {
			lanes := &z[first/Width*units+u]
			for lane := range min(Width, batch-first) {
				sum += lanes[lane]
			}
		}
		middle := sum / float64(batch)
		squares := 0.0
		for first := 0; first < batch; first += Width {
			lanes := &z[first/Width*units+u]
			for lane := range min(Width, batch-first) {
				off := lanes[lane] - middle
				squares += float64(off * off)
			}
		}
		mean[u], variance[u] = middle, squares/float64(batch)
	}
}

// SampleMoments computes each sample's mean over the units of one strip and its
// variance about it.
func SampleMoments(z []Lanes) (mean, variance Lanes) {
	count := float64(len(z))
	for u := range z {
		for lane := range Width {
			mean[lane] += z[u][lane]
		}
	}
	for lane := range Width {
		mean[lane] /= count
	}
	for u := range z {
		for lane := range Width {
			off := z[u][lane] - mean[lane]
			variance[lane] += float64(off * off)
		}
	}
	for lane := range Width {
		variance[lane] /= count
	}
	return mean, variance
}

// NormalizeUnits computes hat = (z − mean)·scale, with each unit's mean and
// scale, over strips of len(mean) units.
func NormalizeUnits(hat, z []Lanes, mean, scale []float64) {
	units := len(mean)
	for ; len(z) >= units; hat, z = hat[units:], z[units:] {
		for u, middle := range mean {
			by := scale[u]
			for lane := range Width {
				hat[u][lane] = (z[u][lane] - middle) * by
			}
		}
	}
}

// NormalizeSamples is [NormalizeUnits] over one strip, with each sample's mean
// and scale.
func NormalizeSamples(hat, z []Lanes, mean, scale Lanes) {
	for u := range z {
		for lane := range Width {
			hat[u][lane] = (z[u][lane] - mean[lane]) * scale[lane]
		}
	}
}

// Affine computes y = gamma·hat + beta, with each unit's gamma and beta, over
// strips of len(gamma) units.
func Affine(y, hat []Lanes, gamma, beta []float64) {
	units := len(gamma)
	for ; len(hat) >= units; y, hat = y[units:], hat[units:] {
		for u, factor := range gamma {
			for lane := range Width {
				y[u][lane] = float64(factor*hat[u][lane]) + beta[u]
			}
		}
	}
}

// AffineGradient computes the gradient of the parameters of [Affine] over the
// batch: ggamma = Σ dy·hat and gbeta = Σ dy, where dy is 0 in dead lanes.
//
// The four samples of a strip are summed in pairs, then strip after strip.
func AffineGradient(ggamma, gbeta []float64, dy, hat []Lanes) {
	units := len(ggamma)
	clear(ggamma)
	clear(gbeta)
	for ; len(dy) >= units; dy, hat = dy[units:], hat[units:] {
		for u := range ggamma {
			d, h := &dy[u], &hat[u]
			gbeta[u] += (d[0] + d[1]) + (d[2] + d[3])
			ggamma[u] += (float64(d[0]*h[0]) + float64(d[1]*h[1])) + (float64(d[2]*h[2]) + float64(d[3]*h[3]))
		}
	}
}

// ScaleUnits takes dy back to dz where mean and scale are constants:
// dz = dy·gamma·scale, in place.
func ScaleUnits(d []Lanes, gamma, scale []float64) {
	units := len(gamma)
	for ; len(d) >= units; d = d[units:] {
		for u, factor := range gamma {
			by := factor * scale[u]
			for lane := range Width {
				d[u][lane] *= by
			}
		}
	}
}

// UnitsBack takes dy back to dz, in place, where mean and scale are the batch's:
//
//	dz = gamma·scale·(dy − Σdy/batch − hat·Σ(dy·hat)/batch)
//
// with the sums of [AffineGradient].
func UnitsBack(d, hat []Lanes, gamma, scale, ggamma, gbeta []float64, batch int) {
	units, count := len(gamma), float64(batch)
	for ; len(d) >= units; d, hat = d[units:], hat[units:] {
		for u, factor := range gamma {
			by, along, level := factor*scale[u], ggamma[u]/count, gbeta[u]/count
			for lane := range Width {
				d[u][lane] = by * ((d[u][lane] - level) - float64(hat[u][lane]*along))
			}
		}
	}
}

// SamplesBack takes dy back to dz, in place, in one strip, where mean and scale
// are each sample's: with dhat = dy·gamma
//
//	dz = scale·(dhat − mean of dhat − hat·mean of dhat·hat)
func SamplesBack(d, hat []Lanes, gamma []float64, scale Lanes) {
	var level, along Lanes
	count := float64(len(gamma))
	for u, factor := range gamma {
		for lane := range Width {
			d[u][lane] = float64(d[u][lane] * factor)
			level[lane] += d[u][lane]
			along[lane] += float64(d[u][lane] * hat[u][lane])
		}
	}
	for lane := range Width {
		level[lane] /= count
		along[lane] /= count
	}
	for u := range d {
		for lane := range Width {
			d[u][lane] = scale[lane] * ((d[u][lane] - level[lane]) - float64(hat[u][lane]*along[lane]))
		}
	}
}

// Multiply computes a = a·b, number by number.
func Multiply(a, b []Lanes) {
	b = b[:len(a)]
	for i := range a {
		for lane := range Width {
			a[i][lane] *= b[i][lane]
		}
	}
}

// Add computes a = a + b, number by number.
func Add(a, b []Lanes) {
	b = b[:len(a)]
	for i := range a {
		for lane := range Width {
			a[i][lane] += b[i][lane]
		}
	}
}
