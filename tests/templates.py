"""Templates are compiled once a run, not once for each application that a test makes."""

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


class CompiledOnce(BytecodeCache):
    """In the memory of this process; a template whose text differs is compiled anew."""

    def __init__(self) -> None:
        self.held: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.held:
            bucket.bytecode_from_string(self.held[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.held[bucket.key] = bucket.bytecode_to_string()


COMPILED = CompiledOnce()


def compiled_once(app: Flask) -> Flask:
    app.jinja_env.bytecode_cache = COMPILED
    return app
