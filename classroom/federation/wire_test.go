package federation

import (
	"reflect"
	"testing"
	"time"
	"unicode/utf8"

	"nabla/classroom"
	"nabla/model"
	"nabla/model/labs"
	"nabla/sim"
)

func open(lab string) (sim.Setup, error) {
	for _, e := range labs.All() {
		if e.Name == lab {
			return sim.NewSetup(e.Name, e.Params), nil
		}
	}
	return sim.Setup{}, sim.UnknownLabError{Name: lab}
}

func TestWhatIsWrittenIsRead(t *testing.T) {
	t.Parallel()
	m, err := sim.ParseMoment(`descent f="w^4 - 3w^2" rates=0.02 40:rates=0.1 @120`, open)
	if err != nil {
		t.Fatal(err)
	}
	stamp := classroom.Stamp{Number: 1 << 60, Server: 1<<32 - 1}
	present := classroom.Stamped[model.Present]{Stamp: stamp, Value: model.Present{Moment: m, Run: 1<<63 + 5, Playing: true, Rate: 30}}
	got, err := decodePresent(encodePresent(present), open)
	if err != nil || got.Stamp != stamp || got.Value.Moment.String() != m.String() || got.Value.Run != present.Value.Run || !got.Value.Playing || got.Value.Rate != 30 {
		t.Errorf("%+v is read as %+v, %v", present, got, err)
	}
	question := classroom.Stamped[model.Question]{Stamp: stamp, Value: model.Question{
		ID: 1 << 40, Text: "어디에서 끝날까요?", Kind: model.Choices, Choices: []string{"A", "B"}, Message: "question.ends", Values: []string{"N", "3"}, Pane: "curve", Run: 1 << 50, Revealed: true, Truth: "2",
	}}
	if got, err := decodeQuestion(encodeQuestion(question)); err != nil || !reflect.DeepEqual(got, question) {
		t.Errorf("%+v is read as %+v, %v", question, got, err)
	}
	orders := classroom.Stamped[classroom.Orders]{Stamp: stamp, Value: classroom.Orders{Pen: 1 << 33, Calls: 3, Pinned: true, Locked: []string{"rates"}, Pointed: "curve"}}
	if got, err := decodeOrders(encodeOrders(orders)); err != nil || !reflect.DeepEqual(got, orders) {
		t.Errorf("%+v is read as %+v, %v", orders, got, err)
	}
	roster := told{Roster: classroom.Roster{
		Server: 7, Question: 9, Replies: []model.Reply{{Person: 7<<32 + 1, Text: "0.5"}},
		People: []model.Person{{ID: 7<<32 + 1, Name: "아다", Hand: true, Width: 80, Height: 24, Seen: time.Unix(1e9, 0).UTC()}},
	}}
	if got, err := decodeRoster(encodeRoster(roster)); err != nil || !reflect.DeepEqual(got, roster) {
		t.Errorf("%+v is read as %+v, %v", roster, got, err)
	}
}

// FuzzTake puts anything at all into the bucket and the subjects of a class. The
// hub takes it or not; what then stands in the class can be shown.
func FuzzTake(f *testing.F) {
	f.Add([]byte(`{"number":1,"server":2,"value":{"line":"descent @3","run":4}}`))
	f.Add([]byte(`{"number":1,"value":{"id":3,"text":"Which?","kind":0,"choices":["a","b"],"open":true}}`))
	f.Add([]byte(`{"number":1,"value":{"Pen":1,"Calls":2,"Locked":["rates","\u001b[2J"]}}`))
	f.Add([]byte(`{"Server":1,"Question":3,"Replies":[{"Person":4294967297,"Text":"9"}],"People":[{"ID":4294967297,"Name":"a\nb"}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		hub := classroom.NewHub(5)
		hub.Join("teacher", true, 80, 24)
		if q, err := decodeQuestion(data); err == nil {
			hub.Take(classroom.Shared{Question: q})
		}
		if o, err := decodeOrders(data); err == nil {
			hub.Take(classroom.Shared{Orders: o})
		}
		if p, err := decodePresent(data, open); err == nil {
			hub.Take(classroom.Shared{Present: p})
		}
		if r, err := decodeRoster(data); err == nil {
			hub.TakeRosters(r.Roster)
			hub.Drop(r.Server)
			hub.TakeRosters(r.Roster)
		}
		l := hub.Lesson()
		for _, p := range l.People {
			if !utf8.ValidString(p.Name) || p.Name == "" || p.Width < 1 {
				t.Errorf("in the class is %+v", p)
			}
		}
		if l.Question != nil {
			l.Question.Tally()
		}
		if len(l.People) == 0 || l.People[0].Name != "teacher" {
			t.Errorf("the teacher is lost: %+v", l.People)
		}
	})
}
