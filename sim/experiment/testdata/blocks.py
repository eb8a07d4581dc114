"""What the figures of remedies_test.go come from: the blocks of a network by a
graph of single numbers, from the formulas of PyTorch's documentation
(BatchNorm1d, LayerNorm, clip_grad_norm_, clip_grad_value_, SGD, Adam, StepLR,
CosineAnnealingLR). It prints, for each case, the losses at step 0 and 60, the
one by running statistics, the first weight, the first gamma and running
variance of layer 2, and by what the last gradient was multiplied.
"""
import csv
import json
import math
class V:
    __slots__=("x","g","p")
    def __init__(s,x,p=()): s.x=x; s.g=0.0; s.p=p
    def __add__(s,o):
        if not isinstance(o,V): return V(s.x+o,((s,1.0),))
        return V(s.x+o.x,((s,1.0),(o,1.0)))
    __radd__=__add__
    def __mul__(s,o):
        if not isinstance(o,V): return V(s.x*o,((s,o),))
        return V(s.x*o.x,((s,o.x),(o,s.x)))
    __rmul__=__mul__
    def __neg__(s): return s*-1.0
    def __sub__(s,o): return s+(-o if isinstance(o,V) else -o)
    def pow(s,k): return V(s.x**k,((s,k*s.x**(k-1)),))
    def tanh(s): t=math.tanh(s.x); return V(t,((s,1-t*t),))
    def relu(s): return V(max(s.x,0.0),((s,1.0 if s.x>0 else 0.0),))
    def sigmoid(s): t=1/(1+math.exp(-s.x)); return V(t,((s,t*(1-t)),))
    def softplus(s): return V(math.log1p(math.exp(s.x)),((s,1/(1+math.exp(-s.x))),))
def back(out):
    order=[];seen=set();stack=[(out,0)]
    while stack:
        v,i=stack.pop()
        if i==0:
            if id(v) in seen: continue
            seen.add(id(v))
        if i<len(v.p):
            stack.append((v,i+1))
            if id(v.p[i][0]) not in seen: stack.append((v.p[i][0],0))
        else: order.append(v)
    out.g=1.0
    for v in reversed(order):
        for q,d in v.p: q.g+=v.g*d
ACT={"tanh":V.tanh,"relu":V.relu,"sigmoid":V.sigmoid}
EPS=1e-5
class Net:
    def __init__(s,layers,acts,norm,residual,loss):
        s.L=layers;s.acts=acts;s.norm=norm;s.res=residual;s.loss=loss
        s.run=[([0.0]*len(l["bias"]),[1.0]*len(l["bias"])) for l in layers[:-1]]
        s.theta=[]
        for i,l in enumerate(layers):
            d={"W":[[V(w) for w in r] for r in l["weights"]],"b":[V(b) for b in l["bias"]]}
            if norm!="none" and i<len(layers)-1:
                d["g"]=[V(1.0) for _ in l["bias"]]; d["B"]=[V(0.0) for _ in l["bias"]]
            s.theta.append(d)
    def params(s):
        for d in s.theta:
            for r in d["W"]: yield from r
            yield from d["b"]
            if "g" in d: yield from d["g"]; yield from d["B"]
    def forward(s,X,training=True,track=False):
        A=[[V(x) for x in row] for row in X]; n=len(X)
        for i,d in enumerate(s.theta):
            Z=[[sum((w*a for w,a in zip(r,row)),b) for r,b in zip(d["W"],d["b"])] for row in A]
            if i==len(s.theta)-1: return [z[0] for z in Z]
            if s.norm=="batch":
                for u in range(len(d["b"])):
                    if training:
                        m=sum((z[u] for z in Z),V(0.0))*(1/n)
                        v=sum(((z[u]-m).pow(2) for z in Z),V(0.0))*(1/n)
                        if track:
                            s.run[i][0][u]=0.9*s.run[i][0][u]+0.1*m.x
                            s.run[i][1][u]=0.9*s.run[i][1][u]+0.1*v.x*n/(n-1)
                    else: m,v=V(s.run[i][0][u]),V(s.run[i][1][u])
                    inv=(v+EPS).pow(-0.5)
                    for z in Z: z[u]=(z[u]-m)*inv*d["g"][u]+d["B"][u]
            if s.norm=="layer":
                for k,z in enumerate(Z):
                    m=sum(z,V(0.0))*(1/len(z)); v=sum(((q-m).pow(2) for q in z),V(0.0))*(1/len(z)); inv=(v+EPS).pow(-0.5)
                    Z[k]=[(q-m)*inv*g+B for q,g,B in zip(z,d["g"],d["B"])]
            N=[[ACT[s.acts[i]](q) for q in z] for z in Z]
            if s.res and len(N[0])==len(A[0]): N=[[p+q for p,q in zip(r,a)] for r,a in zip(N,A)]
            A=N
    def cost(s,out,T):
        if s.loss=="mse": return sum(((o-t).pow(2) for o,t in zip(out,T)),V(0.0))*(1/len(T))
        return sum((o.softplus()-o*t for o,t in zip(out,T)),V(0.0))*(1/len(T))
def factor(kind,k,g,T):
    return {"constant":1.0,"step":g**(k//T),"exponential":g**(k/T),"cosine":0.0 if k>=T else (1+math.cos(math.pi*k/T))/2,"warm-up":min(1.0,(k+1)/T)}[kind]
def run(c,X,T,layers,steps=60):
    net=Net(layers,c["act"].split(",")*(1 if "," in c["act"] else len(layers)-1),c.get("norm","none"),c.get("residual")=="yes",c.get("loss","mse"))
    P=list(net.params()); n=len(X); bs=int(c.get("batch",0)) or n; at=0
    first=net.cost(net.forward(X),T).x
    m=[0.0]*len(P);v=[0.0]*len(P);clipped=1.0
    l2=float(c.get("l2",0))
    W=set(id(w) for d in net.theta for r in d["W"] for w in r)
    for k in range(steps):
        rows=list(range(at,min(at+bs,n))); at=0 if at+bs>=n else at+bs
        for p in P: p.g=0.0
        x=[X[i] for i in rows]; t=[T[i] for i in rows]
        back(net.cost(net.forward(x,True,True),t))
        G=[p.g+(l2*p.x if id(p) in W else 0.0) for p in P]
        clip=c.get("clip","none"); clipped=1.0
        if clip.startswith("norm"):
            lim=float(clip[5:-1]); tot=math.sqrt(sum(g*g for g in G)); clipped=min(1.0,lim/(tot+1e-6)); G=[g*clipped for g in G]
        if clip.startswith("value"):
            lim=float(clip[6:-1]); clipped=min(1.0,lim/max(abs(g) for g in G)); G=[max(-lim,min(lim,g)) for g in G]
        lr=float(c["rate"])*factor(c.get("schedule","constant"),k,float(c.get("decay",0.5)),int(c.get("period",50)))
        o=c.get("optimizer","sgd")
        for i,p in enumerate(P):
            g=G[i]
            if o=="sgd": p.x-=lr*g
            elif o=="momentum": m[i]=0.9*m[i]+g; p.x-=lr*m[i]
            else:
                m[i]=0.9*m[i]+0.1*g; v[i]=0.999*v[i]+0.001*g*g
                p.x-=lr*(m[i]/(1-0.9**(k+1)))/(math.sqrt(v[i]/(1-0.999**(k+1)))+1e-8)
    last=net.cost(net.forward(X),T).x
    ev=net.cost(net.forward(X,False),T).x if c.get("norm")=="batch" else 0.0
    d=net.theta[1]
    return first,last,ev,net.theta[0]["W"][0][0].x,(d["g"][0].x if "g" in d else 0.0),(net.run[1][1][0] if c.get("norm")=="batch" else 0.0),(clipped if c.get("clip","none")!="none" else 0.0)
import os
D=os.path.join(os.path.dirname(os.path.abspath(__file__)),"")
rows=list(csv.reader(open(D+"points.csv")))[1:]
X=[[float(a) for a in r[:-1]] for r in rows]; T=[float(r[-1]) for r in rows]
files={"weights.json":json.load(open(D+"weights.json"))["layers"]}
files["square.json"]=json.load(open(D+"square.json"))["layers"]
cases=[
 dict(w="weights.json",act="tanh",rate="0.05",norm="batch"),
 dict(w="weights.json",act="relu",rate="0.03",norm="batch",batch="5",optimizer="adam",loss="bce"),
 dict(w="weights.json",act="sigmoid",rate="0.05",norm="layer",optimizer="momentum"),
 dict(w="weights.json",act="relu",rate="0.02",norm="layer",batch="5",optimizer="adam",loss="bce"),
 dict(w="square.json",act="tanh",rate="0.05",residual="yes"),
 dict(w="square.json",act="tanh,relu,sigmoid",rate="0.02",residual="yes",norm="batch",batch="4",optimizer="momentum"),
 dict(w="square.json",act="tanh,sigmoid,relu",rate="0.02",optimizer="adam"),
 dict(w="weights.json",act="tanh",rate="0.5",clip="norm(0.05)"),
 dict(w="weights.json",act="tanh",rate="0.1",clip="value(0.01)",optimizer="momentum",loss="bce"),
 dict(w="weights.json",act="tanh",rate="0.3",schedule="step",decay="0.7",period="20"),
 dict(w="weights.json",act="tanh",rate="0.3",schedule="exponential",decay="0.7",period="20"),
 dict(w="weights.json",act="tanh",rate="0.3",schedule="cosine",period="40"),
 dict(w="weights.json",act="tanh",rate="0.03",schedule="warm-up",period="40",optimizer="adam"),
 dict(w="square.json",act="relu",rate="0.02",residual="yes",norm="layer",clip="norm(0.3)",schedule="cosine",period="100",l2="0.01",batch="5",optimizer="adam",loss="bce"),
]
if __name__=="__main__":
    for c in cases:
        r=run(c,X,T,files[c["w"]])
        print(json.dumps({k:v for k,v in c.items()}), ", ".join(repr(v) for v in r))
