"""Projects whose champion is one linear layer, of any size and at once."""

import array
import struct

import grpc

import stubs

models, models_grpc = stubs.load("tutelage/v1/models")
projects, projects_grpc = stubs.load("tutelage/v1/projects")

CHUNK = 1 << 20


def create(address, name, dimension, classes):
    """Makes a project of `classes` classes and vectors, and imports and promotes a model."""
    with grpc.insecure_channel(address) as channel:
        request = projects.CreateProjectRequest(name=name, classes=[f"c{number}" for number in range(classes)])
        request.input.vector.dimension = dimension
        projects_grpc.ProjectsStub(channel).CreateProject(request)
        weights = dimension * classes * 4
        header = (
            '{"classifier.weight":{"dtype":"F32","shape":[%d,%d],"data_offsets":[0,%d]},'
            '"classifier.bias":{"dtype":"F32","shape":[%d],"data_offsets":[%d,%d]}}'
            % (classes, dimension, weights, classes, weights, weights + 4 * classes)
        ).encode()
        numbers = array.array("f", [0.001]) * (dimension * classes + classes)
        content = struct.pack("<Q", len(header)) + header + numbers.tobytes()
        start = models.ImportModelHeader(project=name)
        start.network.linear.SetInParent()
        parts = [models.ImportModelRequest(header=start)]
        for place in range(0, len(content), CHUNK):
            parts.append(models.ImportModelRequest(chunk=content[place:place + CHUNK]))
        stub = models_grpc.ModelsStub(channel)
        version = stub.ImportModel(iter(parts)).version
        assert stub.Promote(models.PromoteRequest(project=name, model_version=version)).promoted
