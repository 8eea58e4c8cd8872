"""Writes rows of random calls of Systems Manager, each with what botocore makes of it.

    botocore_rows.py SEED ROWS

A row is a JSON object on a line of its own: `operation`; `input` in wire form and `request`, the body
that botocore's serializer makes of it, with `headers`; `status` and `answer`, a body; and what
botocore's parser reads from it, which is `output`, or `code` and `message` of an error.
"""

import base64
import datetime
import json
import random
import sys

import botocore.session
from botocore.parsers import create_parser
from botocore.serialize import create_serializer

UTC = datetime.timezone.utc
ALPHABETS = [
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./: ",
    "\"\\/\b\f\n\r\t\0\x1f\x7f{}[],:&<>'",
    "äößñçłŠé—…",
    "日本語한국어עבריתالعربية\u2028\u2029\ufeff",
    "\U0001f980\U0001f468\u200d\U0001f469\U0010ffff",
]
NEWER = "NewerThanTheModel"


class Values:
    """Random values of the model's shapes, for requests or for answers."""

    def __init__(self, random, for_answers):
        self.random = random
        self.for_answers = for_answers

    def value(self, shape, depth=0):
        return getattr(self, shape.type_name)(shape, depth)

    def text(self):
        alphabet = self.random.choice(ALPHABETS)
        return "".join(self.random.choices(alphabet, k=self.random.randrange(12)))

    def string(self, shape, depth):
        if shape.enum and self.random.random() < 0.8:
            return self.random.choice(shape.enum)
        return self.text()

    def boolean(self, shape, depth):
        return self.random.random() < 0.5

    def integer(self, shape, depth):
        return self.random.choice([0, 1, -1, 2**31 - 1, -(2**31), self.random.randrange(10**6)])

    def long(self, shape, depth):
        return self.random.choice([0, -1, 2**53 + 1, 2**63 - 1, -(2**63), self.random.randrange(10**12)])

    def timestamp(self, shape, depth):
        second = self.random.choice([0, 1, -1, self.random.randrange(-(10**9), 4 * 10**9)])
        time = datetime.datetime.fromtimestamp(0, UTC) + datetime.timedelta(seconds=second)
        # botocore sends whole seconds only.
        if self.for_answers and self.random.random() < 0.5:
            time += datetime.timedelta(milliseconds=self.random.randrange(1000))
        return time

    def blob(self, shape, depth):
        return self.random.randbytes(self.random.randrange(20))

    def list(self, shape, depth):
        count = self.random.choice([0, 1, 1, 2, 3]) if depth < 5 else 0
        return [self.value(shape.member, depth + 1) for _ in range(count)]

    def map(self, shape, depth):
        count = self.random.choice([0, 1, 1, 2, 3]) if depth < 5 else 0
        entries = [(self.text(), self.value(shape.value, depth + 1)) for _ in range(count)]
        return dict(entries)

    def structure(self, shape, depth):
        if shape.is_tagged_union:
            name = self.random.choice(list(shape.members))
            return {name: self.value(shape.members[name], depth + 1)}
        likely = 0.7 if depth == 0 else 0.5 if depth < 4 else 0.1
        chosen = [
            name
            for name in shape.members
            if name in shape.required_members or self.random.random() < likely
        ]
        return {name: self.value(shape.members[name], depth + 1) for name in chosen}


def wire(value):
    """A value of botocore's in wire form."""
    if isinstance(value, dict):
        return {name: wire(entry) for name, entry in value.items()}
    if isinstance(value, list):
        return [wire(entry) for entry in value]
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, datetime.datetime):
        seconds = value.timestamp()
        return int(seconds) if seconds.is_integer() else seconds
    return value


def newer(shape, body, random):
    """Adds to an answer what a newer service might, and nulls for what is not there."""
    if shape.type_name == "list":
        return [newer(shape.member, element, random) for element in body]
    if shape.type_name == "map":
        return {key: newer(shape.value, value, random) for key, value in body.items()}
    if shape.type_name != "structure":
        return body
    changed = {name: newer(shape.members[name], value, random) for name, value in body.items()}
    if shape.is_tagged_union:
        return {NEWER: {"a": [1, None, "x"]}} if random.random() < 0.3 else changed
    if random.random() < 0.3:
        changed[NEWER] = random.choice([1.5, None, "x", ["y"], {"z": {}}])
    for name in shape.members:
        if name not in changed and random.random() < 0.3:
            changed[name] = None
    return changed


def request(service, operation, random):
    """The input, the body and the headers of a call."""
    shape = operation.input_shape
    parameters = Values(random, for_answers=False).value(shape) if shape else {}
    sent = create_serializer("json", include_validation=False).serialize_to_request(parameters, operation)
    return {"input": wire(parameters), "request": json.loads(sent["body"] or "{}"), "headers": sent["headers"]}


def success(operation, random):
    """An answer and what is read from it."""
    shape = operation.output_shape
    body = newer(shape, wire(Values(random, for_answers=True).value(shape)), random) if shape else {}
    body = json.dumps(body, ensure_ascii=random.random() < 0.5)
    return {"status": 200, "answer": body, "output": wire(parsed(200, body, shape))}


def failure(operation, random):
    """An error and what is read from it."""
    codes = [shape.metadata.get("error", {}).get("code", shape.name) for shape in operation.error_shapes]
    code = random.choice([*codes, "ThrottlingException", NEWER])
    body = {"__type": random.choice([code, f"com.amazonaws.ssm#{code}", f"{code}:http://example.com/"])}
    if random.random() < 0.8:
        body[random.choice(["message", "Message"])] = "why: " + Values(random, for_answers=True).text()
    status = random.choice([400, 403, 429, 500, 503])
    error = parsed(status, json.dumps(body), operation.output_shape)["Error"]
    return {"status": status, "answer": json.dumps(body), "code": error["Code"], "message": error["Message"]}


def parsed(status, body, shape):
    answer = {"status_code": status, "headers": {}, "body": body.encode()}
    output = create_parser("json").parse(answer, shape)
    output.pop("ResponseMetadata")
    return output


def main(seed, rows):
    service = botocore.session.get_session().get_service_model("ssm")
    rng = random.Random(int(seed))
    for index in range(int(rows)):
        name = service.operation_names[index % len(service.operation_names)]
        operation = service.operation_model(name)
        answer = failure if rng.random() < 0.2 else success
        row = {"operation": name} | request(service, operation, rng) | answer(operation, rng)
        print(json.dumps(row))


main(*sys.argv[1:])
