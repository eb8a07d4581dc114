package experiment

// TrainPresets returns the trainings that are worth a look. What is claimed of them
// is held by tests, over several seeds.
func TrainPresets() []Preset {
	return []Preset{
		{"xor-line", "data=xor samples=4 noise=0 hidden= batch=0 rate=1 epochs=500"},
		{"xor", "data=xor samples=4 noise=0 hidden=4 batch=0 optimizer=adam rate=0.05 epochs=500"},
		{"circle", "data=circle noise=0.02 hidden=4 batch=0 optimizer=adam rate=0.05 split=0.7 epochs=300"},
		{"moons", "data=moons hidden=8 batch=0 optimizer=adam rate=0.05 split=0.7 epochs=300"},
		{"spiral", "data=spiral samples=400 noise=0.005 features=x1,x2,sin(x1),sin(x2) hidden=16,16 batch=0 optimizer=adam rate=0.02 l2=0.001 split=0.7 epochs=600"},
		{"iris", "data=iris hidden=8 batch=0 optimizer=adam rate=0.02 l2=0.005 split=0.7 epochs=300"},
	}
}
