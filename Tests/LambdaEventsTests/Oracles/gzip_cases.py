"""Prints, one a line, odd bytes packed by Python's gzip, and the bytes: `packed unpacked`, both in base64."""

import base64
import gzip
import random
import zlib

source = random.Random(7)


def contents():
    yield b""
    yield b"a"
    yield b"abc" * 50_000
    for size in (1, 100, 33_000, 200_000):
        yield source.randbytes(size)
        yield bytes(source.choices(b"the quick brown fox", k=size))
        yield b"".join(str(source.getrandbits(40)).encode() for _ in range(size // 12))


def packed(content):
    for level in (0, 1, 9):
        yield gzip.compress(content, level)
    fixed = zlib.compressobj(9, zlib.DEFLATED, 31, 9, zlib.Z_FIXED)
    yield fixed.compress(content) + fixed.flush()


for content in contents():
    for data in packed(content):
        print(base64.b64encode(data).decode(), base64.b64encode(content).decode())
named = gzip.compress(b"named")
header = named[:3] + bytes([named[3] | 0x1E]) + named[4:10] + b"\x03\x00xyz" + b"name\0note\0"
named = header + (zlib.crc32(header) & 0xFFFF).to_bytes(2, "little") + named[10:]
print(base64.b64encode(named).decode(), base64.b64encode(b"named").decode())
