"""Measures the function DurableLoad on this project's emulator and on AWS's local runner, and alone.

    durable.py ROUNDS BOOTSTRAP PERDURE
"""

import collections
import json
import os
import queue
import re
import socketserver
import statistics
import subprocess
import sys
import threading
import time
from urllib.parse import parse_qs, urlsplit

import boto3
from botocore.config import Config

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TEMPLATE = f"{ROOT}/Benchmarks/DurableLambda/template.yaml"
KEYS = {"AWS_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}
figures = collections.defaultdict(lambda: collections.defaultdict(list))


class Service:
    """A process that serves Lambda's API, and the function's process below it."""

    def __init__(self, name, command):
        self.name = name
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        lines = (re.search(r"http://\S+", line) for line in self.process.stdout)
        self.api = boto3.client(
            "lambda", endpoint_url=next(line[0] for line in lines if line), region_name="us-east-1",
            aws_access_key_id="test", aws_secret_access_key="test",
            config=Config(retries={"total_max_attempts": 1}, read_timeout=120))

    def measure(self):
        for steps in (500, 2900):
            self.note(f"steps a second, {steps} in one execution", self.steps_a_second(steps))
        for steps in (1, 100, 2900):
            self.note(f"answered callback to the end, {steps} steps before, ms", self.time_after_answer(steps))
        self.note("end of a wait to the end, ms", self.time_after_wait())
        shared, own = memory(function_of(self.process.pid))
        self.note("function's resident memory after it, MB", shared)
        self.note("of which its own, MB", own)

    def note(self, what, figure):
        figures[what][self.name].append(figure)

    def steps_a_second(self, count):
        execution = self.until(self.start(count, "none"), self.ended)
        return count / json.loads(execution["Result"])["nanosecondsOfSteps"] * 1e9

    def time_after_answer(self, steps):
        arn = self.start(steps, "callback")
        self.until(arn, self.suspended)
        started = next(event for event in self.events(arn) if event["EventType"] == "CallbackStarted")
        begin = time.time()
        self.api.send_durable_execution_callback_success(
            CallbackId=started["CallbackStartedDetails"]["CallbackId"], Result=b"1")
        return 1000 * (self.until(arn, self.ended)["EndTimestamp"].timestamp() - begin)

    def time_after_wait(self):
        arn = self.start(1, "wait")
        end = self.until(arn, self.ended)["EndTimestamp"]
        started = next(event for event in self.events(arn) if event["EventType"] == "WaitStarted")
        return 1000 * (end - started["WaitStartedDetails"]["ScheduledEndTimestamp"]).total_seconds()

    def start(self, steps, end):
        plan = json.dumps({"steps": steps, "end": end})
        started = self.api.invoke(FunctionName="DurableLoad:$LATEST", InvocationType="Event", Payload=plan)
        return started["DurableExecutionArn"]

    def until(self, arn, look):
        """Looks seldom: looking takes time from what is looked at."""
        while not (found := look(arn)):
            time.sleep(0.1)
        return found

    def ended(self, arn):
        execution = self.api.get_durable_execution(DurableExecutionArn=arn)
        if execution["Status"] == "RUNNING":
            return None
        assert execution["Status"] == "SUCCEEDED", execution
        return execution

    def suspended(self, arn):
        last = self.api.get_durable_execution_history(DurableExecutionArn=arn, ReverseOrder=True, MaxItems=1)
        return last["Events"][0]["EventType"] == "InvocationCompleted"

    def events(self, arn):
        return self.api.get_durable_execution_history(DurableExecutionArn=arn, MaxItems=100)["Events"]


class Bootstrap:
    """The function's process alone, below a Runtime API that hands it executions to resume."""

    def __init__(self, path):
        self.events, self.answers, self.pages = queue.Queue(), queue.Queue(), {}
        bootstrap = self

        class Connection(socketserver.StreamRequestHandler):
            disable_nagle_algorithm = True

            def handle(self):
                while line := self.read_line():
                    length = 0
                    while (field := self.rfile.readline().strip()):
                        if field.lower().startswith(b"content-length:"):
                            length = int(field.split(b":")[1])
                    body = self.rfile.read(length)
                    self.wfile.write(bootstrap.answer(line.decode().split()[1], body))

            def read_line(self):
                try:
                    return self.rfile.readline()
                except ConnectionResetError:
                    return b""  # The process was ended.

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads = True

        self.server = Server(("127.0.0.1", 0), Connection)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.address = "127.0.0.1:%d" % self.server.server_address[1]
        self.path = path
        self.process = None

    def measure(self, note):
        note("process start to 1,000 operations resumed, ms", self.resume(1000, from_start=True))
        note("the same, private memory, MB", memory(self.process.pid)[1])
        for count in (100, 2900):
            self.resume(count)
            note(f"event to answer, {count} operations resumed, warm, ms", self.resume(count))
            before = processor_time(self.process.pid)
            for _ in range(5):
                self.resume(count)
            note(f"the same, its processor time, {count} operations, ms", (processor_time(self.process.pid) - before) / 5)
        self.end()

    def resume(self, count, from_start=False):
        operations = recorded(count)
        self.pages = {start: http(page(operations, start, 1000)) for start in range(100, count + 1, 1000)}
        event = {"DurableExecutionArn": "arn", "CheckpointToken": "token",
                 "InitialExecutionState": page(operations, 0, 100)}
        event = http(event, {
            "Lambda-Runtime-Aws-Request-Id": "8476a536-e9f4-11e8-9739-2dfe598c3fcd",
            "Lambda-Runtime-Deadline-Ms": int(time.time() * 1000) + 30_000,
            "Lambda-Runtime-Invoked-Function-Arn": "arn:aws:lambda:us-east-1:000000000000:function:DurableLoad"})
        begin = time.perf_counter()
        self.events.put(event)
        if from_start:
            environment = {**KEYS, "AWS_LAMBDA_RUNTIME_API": self.address, "_HANDLER": "load",
                           "AWS_ENDPOINT_URL_LAMBDA": f"http://{self.address}"}
            self.process = subprocess.Popen([self.path], env=environment)
        end, answer = self.answers.get(timeout=30)
        assert json.loads(answer)["Status"] == "SUCCEEDED", answer
        return 1000 * (end - begin)

    def answer(self, target, body):
        if target.endswith("/next"):
            return self.events.get()
        if target.endswith("/response"):
            self.answers.put((time.perf_counter(), body))
            return http({})
        return self.pages[int(parse_qs(urlsplit(target).query)["Marker"][0])]

    def end(self):
        self.process.kill()
        self.process.wait()
        self.server.shutdown()


def page(operations, start, length):
    end = start + length
    return {"Operations": operations[start:end], **({"NextMarker": str(end)} if end < len(operations) else {})}


def http(document, fields={}):
    body = json.dumps(document).encode()
    head = "".join(f"{name}: {value}\r\n" for name, value in {**fields, "Content-Length": len(body)}.items())
    return f"HTTP/1.1 200 OK\r\n{head}\r\n".encode() + body


def recorded(count):
    """What a service keeps of an execution whose last operations were steps and whose callback has been answered."""
    moment = int(time.time() * 1000)
    times = {"StartTimestamp": moment, "EndTimestamp": moment, "Status": "SUCCEEDED"}
    plan = json.dumps({"steps": count - 1, "end": "callback"})
    return [
        {"Id": "execution", "Type": "EXECUTION", "Name": "execution", "StartTimestamp": moment, "Status": "STARTED",
         "ExecutionDetails": {"InputPayload": plan}},
        {"Id": "1", "Type": "CALLBACK", "SubType": "Callback", "Name": "answer", **times,
         "CallbackDetails": {"CallbackId": "token", "Result": "1"}},
        *({"Id": str(number), "Type": "STEP", "SubType": "Step", "Name": "step", **times,
           "StepDetails": {"Attempt": 1, "Result": str(number)}} for number in range(2, count + 1)),
    ]


def function_of(service):
    """The process of the function, somewhere below that of the service."""
    parents = {}
    for process in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{process}/stat") as file:
                name, rest = file.read().rsplit(")", 1)
            parents[int(process)] = (name.split("(", 1)[1], int(rest.split()[1]))
        except OSError:
            continue  # It has ended meanwhile.

    def is_below(process):
        return process == service or process in parents and is_below(parents[process][1])

    return next(process for process, (name, _) in parents.items() if name == "bootstrap" and is_below(process))


def memory(process):
    """What is resident, and what of it belongs to no file, in MB."""
    with open(f"/proc/{process}/status") as file:
        fields = dict(line.split(":", 1) for line in file)
    return [int(fields[name].split()[0]) * 1024 / 1e6 for name in ("VmRSS", "RssAnon")]


def processor_time(process):
    """What all threads have used, in ms."""
    total = 0
    for thread in os.listdir(f"/proc/{process}/task"):
        with open(f"/proc/{process}/task/{thread}/schedstat") as file:
            total += int(file.read().split()[0]) / 1e6
    return total


def table(names):
    print(f"{'':58}" + "".join(f"{name:>20}" for name in names) + ("     ratio" if len(names) > 1 else ""))
    for what, row in figures.items():
        medians = [statistics.median(row[name]) for name in names if name in row]
        print(f"{what:58}" + "".join(f"{figure:20,.1f}" for figure in medians)
              + (f"{medians[1] / medians[0]:10.2f}" if len(medians) > 1 else ""))


def main(rounds, bootstrap, perdure):
    ours, theirs = "this emulator", "AWS's local runner"
    services = [
        Service(ours, [perdure, "dev", "--packaged", "--template", TEMPLATE, "--port", "0", "--idle", "600", "--quiet"]),
        Service(theirs, [sys.executable, f"{ROOT}/Tests/Conformance/local-runner", "--template", TEMPLATE,
                         "--bootstrap", bootstrap]),
    ]
    try:
        for service in services:
            service.steps_a_second(20)  # Starts the process.
        for number in range(int(rounds)):
            for service in services:
                service.measure()
            print(f"round {number + 1} of {rounds}", file=sys.stderr)
    finally:
        for service in services:
            service.process.terminate()
    table([ours, theirs])
    figures.clear()
    for _ in range(9):
        Bootstrap(bootstrap).measure(lambda what, figure: figures[what]["bootstrap alone"].append(figure))
    print()
    table(["bootstrap alone"])


main(*sys.argv[1:])
