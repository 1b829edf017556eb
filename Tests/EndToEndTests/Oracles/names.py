"""A name server that knows one name, and an HTTPS server behind it, by Python's own libraries.

    names.py ADDRESS NAME CERTIFICATE KEY

Prints the port of the HTTPS server once both answer.
"""
import http.server
import socket
import ssl
import sys
import threading

address, name, certificate, key = sys.argv[1:]


def answer(question):
    """NAME is 127.0.0.1; of anything else there is no such name. (RFC 1035, section 4)"""
    labels, place = [], 12
    while question[place]:
        labels.append(question[place + 1:place + 1 + question[place]].decode())
        place += 1 + question[place]
    section = question[12:place + 5]
    kind = int.from_bytes(question[place + 1:place + 3], "big")
    is_known = ".".join(labels).lower() == name
    records = b""
    if is_known and kind == 1:
        records = b"\xc0\x0c\0\x01\0\x01\0\0\0\x3c\0\x04" + socket.inet_aton("127.0.0.1")
    flags = b"\x85\x80" if is_known else b"\x85\x83"
    return question[:2] + flags + b"\0\x01\0" + bytes([bool(records)]) + b"\0\0\0\0" + section + records


def serve_names(server):
    while True:
        question, client = server.recvfrom(512)
        server.sendto(answer(question), client)


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Length", "5")
        self.end_headers()
        self.wfile.write(b"hello")

    def log_message(self, *arguments):
        pass


names = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
names.bind((address, 53))
threading.Thread(target=serve_names, args=(names,), daemon=True).start()
web = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(certificate, key)
web.socket = context.wrap_socket(web.socket, server_side=True)
print(f"port {web.server_address[1]} is open", flush=True)
web.serve_forever()
