package document
import ("testing";"bufio";"encoding/json";"os";"strings";"fmt"
"github.com/demarche-graph/demarche/extract/lexicon")
func TestZZ(t *testing.T){
 l,err:=lexicon.Load(); if err!=nil{t.Fatal(err)}
 r,_:=NewReader(l.Navigation())
 f,_:=os.Open("/work/shared/gold/dev.jsonl"); s:=bufio.NewScanner(f); s.Buffer(nil,1<<24)
 ok,bad:=0,0
 for s.Scan(){ var a struct{ID,Text string; Events []struct{Type string; Evidence, Continuation []string}}; json.Unmarshal(s.Bytes(),&a)
  d:=r.Read(a.Text)
  if os.Getenv("SHOW")!=""{ fmt.Println("=====",a.ID); for i,l:=range d.Lines{ fmt.Printf("%d %v b=%v [%s|%s|%s] %.60s\n",i,[]string{"","P","HEAD","CAP","LAB","nav"}[l.Kind],l.Bullet,l.Speaker.Of(a.Text),l.Where.Of(a.Text),l.When.Of(a.Text),l.Body.Of(a.Text))} }
  b:=map[int]bool{}; e:=map[int]bool{}
  for _,x:=range d.Sentences{ b[x.Start]=true; e[x.End]=true }
  for _,l:=range d.Lines{ if l.Kind!=Navigation&&b[l.Body.Start]{b[l.Start]=true}}
  seen:=map[string]bool{}
  for _,v:=range a.Events{ for _,x:=range append(v.Evidence,v.Continuation...){ if seen[x]{continue}; seen[x]=true; i:=strings.Index(a.Text,x); xx:=strings.TrimRight(x," "); if b[i]&&e[i+len(xx)]{ok++}else{bad++; fmt.Println(a.ID,b[i],e[i+len(xx)],x)}}}
 }
 fmt.Println(ok,bad)
}
