"""Writes whole.snapshot, a snapshot of the first layout (magic TUTSNAP1). usage: make_whole_snapshot.py > whole.snapshot"""
import hashlib, json, struct, sys

labeled = [(3, 1, bytes([1, 2, 3, 4])), (9, 0, bytes([5, 6, 7, 8]))]
unlabeled = [(1, bytes([11] * 4)), (10, bytes([12] * 4)), (11, bytes([13] * 4))]
out = bytearray(64)


def pad():
    while len(out) % 64:
        out.append(0)


for _, _, row in labeled: out += row
pad()
for _, row in unlabeled: out += row
pad()
for _, label, _ in labeled: out += struct.pack("<i", label)
pad()
for key, _, _ in labeled: out += struct.pack("<q", key)
pad()
for key, _ in unlabeled: out += struct.pack("<q", key)
pad()
contents = sorted(hashlib.sha256(r).digest()[:16] for r in [x[2] for x in labeled] + [x[1] for x in unlabeled])
for c in contents: out += struct.pack("<QQ", *struct.unpack(">QQ", c))
pad()
header = json.dumps({"project": "digits", "sequence": 7, "input": {"vector": {"dimension": 1}}, "classes": ["a", "b"], "seed": 1,
                     "labeledCount": 2, "unlabeledCount": 3, "contentCount": len(contents)}).encode()
out[:24] = b"TUTSNAP1" + struct.pack("<QQ", len(out), len(header))
sys.stdout.buffer.write(bytes(out) + header)
