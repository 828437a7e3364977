import typing, enum, datetime
from dataclasses import dataclass
from datetime import timedelta
import pandas as pd
from typing import Annotated
from flytekit import task, workflow, dynamic, conditional, map_task, LaunchPlan, kwtypes, wait_for_input, approve, sleep, Resources, Secret
from flytekit.types.file import FlyteFile
from flytekit.types.directory import FlyteDirectory
from flytekit.types.structured.structured_dataset import StructuredDataset
from flytekit.exceptions.user import FlyteRecoverableException
IMG="updraft.test/flytekit:1"  # any image (or local environment) that holds flytekit, pandas, pyarrow and this file
class Mode(enum.Enum):
    FAST="fast"; EXACT="exact"
@dataclass
class Point:
    x: int
    y: float
    tags: typing.List[str]
@task(container_image=IMG)
def everything(i:int,f:float,s:str,b:bool,t:datetime.datetime,d:timedelta,l:typing.List[int],m:typing.Dict[str,float],e:Mode,p:Point,o:typing.Optional[int]=None)->typing.Tuple[int,float,str,bool,datetime.datetime,timedelta,typing.List[int],typing.Dict[str,float],Mode,Point,typing.Optional[int]]:
    return i,f,s,b,t,d,l,m,e,p,o
@workflow
def wf_everything(i:int=1,f:float=2.5,s:str="x")->typing.Tuple[int,Point]:
    r=everything(i=i,f=f,s=s,b=True,t=datetime.datetime(2026,1,2,3,4,5,tzinfo=datetime.timezone.utc),d=timedelta(minutes=5),l=[1,2],m={"a":1.0},e=Mode.FAST,p=Point(1,2.0,["q"]))
    return r[0],r[9]
@task(container_image=IMG,cache=True,cache_version="7")
def make_frame(n:int)->pd.DataFrame: return pd.DataFrame({"a":list(range(n)),"b":[str(i) for i in range(n)],"c":[i*1.5 for i in range(n)]})
@task(container_image=IMG,cache=True,cache_version="7",cache_serialize=True)
def total(df:pd.DataFrame)->float: return float(df["c"].sum())
@task(container_image=IMG)
def narrow(df:Annotated[StructuredDataset,kwtypes(a=int,b=str)])->int: return len(df.open(pd.DataFrame).all())
@task(container_image=IMG)
def write_file(text:str)->FlyteFile:
    open("x.txt","w").write(text); return FlyteFile("x.txt")
@workflow
def wf_frames(n:int=10)->typing.Tuple[float,int,FlyteFile]:
    d=make_frame(n=n); return total(df=d),narrow(df=d),write_file(text="hello")
@task(container_image=IMG,retries=2)
def flaky_user(a:int)->int:
    if a>-1000: raise ValueError(f"no good {a}")
    return a
@task(container_image=IMG,retries=1)
def flaky_recoverable(a:int)->int:
    if a>-1000: raise FlyteRecoverableException("try again")
    return a
@task(container_image=IMG)
def inc(a:int)->int: return a+1
@task(container_image=IMG)
def dbl(a:int)->int: return a*2
@task(container_image=IMG)
def cleanup(a:int): print("cleaning",a)
@workflow
def wf_fail(a:int=1)->int: return flaky_user(a=inc(a=a))
@workflow
def wf_recoverable(a:int=1)->int: return flaky_recoverable(a=a)
@workflow(on_failure=cleanup)
def wf_onfail(a:int=1)->int: return flaky_user(a=a)
@workflow
def wf_branch(a:int=1)->int:
    x=inc(a=a)
    return conditional("size").if_((x>5)&(x<100)).then(inc(a=x)).elif_(x==2).then(dbl(a=x)).else_().fail("neither")
@workflow
def inner(a:int)->int: return dbl(a=inc(a=a))
lp=LaunchPlan.get_or_create(inner,"inner_lp",default_inputs={"a":3})
@workflow
def wf_nested(a:int=1)->typing.Tuple[int,int]:
    return inner(a=a),lp(a=a)
@task(container_image=IMG)
def half(a:int)->int:
    if a%3==0: raise ValueError("three")
    return a
@task(container_image=IMG)
def numbers(n:int)->typing.List[int]: return list(range(1,n+1))
@workflow
def wf_map(n:int=3)->typing.List[typing.Optional[int]]:
    return map_task(half,concurrency=2,min_success_ratio=0.5)(a=numbers(n=n))
@dynamic(container_image=IMG)
def dyn(n:int)->typing.List[int]: return [inc(a=i) for i in range(n)]
@workflow
def wf_dynamic(n:int=2)->typing.List[int]: return dyn(n=n)
@task(container_image=IMG,timeout=timedelta(seconds=5))
def slow(a:int)->int:
    import time; time.sleep(60); return a
@workflow
def wf_timeout(a:int=1)->int: return slow(a=a)
@task(container_image=IMG)
def long(a:int)->int:
    import time; time.sleep(300); return a
@workflow
def wf_abort(a:int=1)->int: return long(a=inc(a=a))
@task(container_image=IMG,requests=Resources(cpu="500m",mem="300Mi"),limits=Resources(cpu="1",mem="600Mi"),environment={"K":"V"},interruptible=True)
def configured(a:int)->int: return a
