"""Makes the Python stubs from Protos/ on first use, in a folder beside this file."""

import importlib
import importlib.metadata
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
PROTOS = HERE.parent.parent / "Protos"
STUBS = HERE / ".stubs"


def load(name):
    """Return the modules `<name>_pb2` and `<name>_pb2_grpc`, such as load("tutelage/v1/prediction")."""
    _generate()
    if str(STUBS) not in sys.path:
        sys.path.insert(0, str(STUBS))
    module = name.replace("/", ".")
    return importlib.import_module(module + "_pb2"), importlib.import_module(module + "_pb2_grpc")


def _generate():
    sources = sorted(PROTOS.glob("tutelage/v1/*.proto"))
    newest = max(path.stat().st_mtime for path in sources)
    stamp = STUBS / "stamp"
    # Stubs of a newer generator than the installed protobuf do not load.
    tools = importlib.metadata.version("grpcio-tools")
    if stamp.exists() and stamp.stat().st_mtime >= newest and stamp.read_text() == tools:
        return
    import grpc_tools
    from grpc_tools import protoc

    STUBS.mkdir(exist_ok=True)
    well_known = pathlib.Path(grpc_tools.__file__).parent / "_proto"
    arguments = ["protoc", f"-I{PROTOS}", f"-I{well_known}"]
    arguments += [f"--python_out={STUBS}", f"--grpc_python_out={STUBS}"]
    status = protoc.main(arguments + [str(path) for path in sources])
    if status != 0:
        raise RuntimeError(f"protoc failed with status {status}")
    stamp.write_text(tools)
