"""Certificates for tests: the openssl command makes them."""

import subprocess

import grpc


class Authority:
    """Issues certificates for this machine's loopback."""

    def __init__(self, folder):
        self.folder = folder
        folder.mkdir()
        self.run("req", "-x509", "-nodes", "-days", "2", "-subj", "/CN=authority", "-out", "ca.pem",
                 *self.key("ca"))

    def run(self, *arguments):
        subprocess.run(["openssl", *arguments], cwd=self.folder, check=True, capture_output=True)

    @staticmethod
    def key(name):
        return ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-keyout", f"{name}.key"]

    def issue(self, name, days=2):
        self.run("req", "-new", "-nodes", "-subj", f"/CN={name}", "-out", f"{name}.csr",
                 "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", *self.key(name))
        self.run("x509", "-req", "-in", f"{name}.csr", "-CA", "ca.pem", "-CAkey", "ca.key",
                 "-CAcreateserial", "-days", str(days), "-copy_extensions", "copyall",
                 "-out", f"{name}.pem")
        return self.folder / f"{name}.pem", self.folder / f"{name}.key"

    @property
    def root(self):
        return (self.folder / "ca.pem").read_bytes()

    def credentials(self, certificate=None):
        if certificate is None:
            return grpc.ssl_channel_credentials(self.root)
        chain, key = certificate
        return grpc.ssl_channel_credentials(self.root, key.read_bytes(), chain.read_bytes())
