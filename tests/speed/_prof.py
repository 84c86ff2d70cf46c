import cProfile, pstats, sys, tempfile, re, time
from pathlib import Path
from tests.speed.stores import sqlite_store
from tests.speed.person import Person, Line, Exchange
class InProcess:
    def __init__(self, app): self.client=app.test_client(); self.p={"GET":cProfile.Profile(),"POST":cProfile.Profile()}; self.on=False; self.t={"GET":[], "POST":[]}
    def ask(self, address, body=None):
        m="GET" if body is None else "POST"
        step = "/r/" in address and not address.endswith("thanks")
        prof = self.on and step and PROF
        if prof: self.p[m].enable()
        a=time.process_time()
        r=self.client.open(address, method=m, data=body, content_type="application/x-www-form-urlencoded" if body is not None else None, headers={"Accept-Language":"en"})
        a=time.process_time()-a
        if prof: self.p[m].disable()
        if self.on and step: self.t[m].append(a)
        assert r.status_code<400, (r.status_code, address, r.get_data(as_text=True)[:3000])
        return Exchange(body,len(r.data),r.headers.get("Location",""),a), r.get_data(as_text=True)
PROF = len(sys.argv)>2
with tempfile.TemporaryDirectory() as n, sqlite_store(Path(n)) as store:
    with store.app() as app: pass
    from app.wiring import create_app
    from app.settings import Settings
    app=create_app(Settings.read(store.settings))
    line=InProcess(app); p=Person(line, sys.argv[1])
    p.answer(); p.answer(); line.on=True
    for _ in range(10): p.answer()
    from flask import Flask
    import statistics
    bare=Flask("b"); bare.get("/")(lambda:"x"); c=bare.test_client(); ts=[]
    for _ in range(300):
        a=time.process_time(); c.get("/"); ts.append(time.process_time()-a)
    b=statistics.median(ts)
    for m in line.t: print(m, len(line.t[m]), f"{1000*statistics.median(line.t[m]):.2f} ms mean {1000*statistics.mean(line.t[m]):.2f}", f"{statistics.mean(line.t[m])/b:.1f} bare ({1000*b:.2f})")
    if PROF:
        for m in line.p: print(m); pstats.Stats(line.p[m]).sort_stats(sys.argv[2]).print_stats(75)
