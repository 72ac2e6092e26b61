"""A client without any proto of ours lists, describes and calls all that the server serves."""

import grpc
import pytest
from google.protobuf import descriptor_pb2, descriptor_pool, json_format, message_factory
from grpc_reflection.v1alpha import reflection_pb2
from grpc_reflection.v1alpha.proto_reflection_descriptor_database import (
    ProtoReflectionDescriptorDatabase,
)

# What calls with an empty request may answer, where they do not answer OK.
REFUSALS = {
    grpc.StatusCode.INVALID_ARGUMENT,
    grpc.StatusCode.NOT_FOUND,
    grpc.StatusCode.FAILED_PRECONDITION,
    grpc.StatusCode.UNIMPLEMENTED,
}


@pytest.fixture(scope="module")
def database(channel):
    return ProtoReflectionDescriptorDatabase(channel)


@pytest.fixture(scope="module")
def pool(database):
    return descriptor_pool.DescriptorPool(database)


def ask(channel, version, **request):
    """Ask one question of the reflection service of a version; the messages are the same."""
    method = channel.stream_stream(
        f"/grpc.reflection.{version}.ServerReflection/ServerReflectionInfo",
        request_serializer=reflection_pb2.ServerReflectionRequest.SerializeToString,
        response_deserializer=reflection_pb2.ServerReflectionResponse.FromString,
    )
    (answer,) = method(iter([reflection_pb2.ServerReflectionRequest(**request)]), timeout=60)
    return answer


def invoke(channel, method, request):
    """Call a method of any kind by its descriptor; return the code, the details and the replies."""
    kind = ("stream" if method.client_streaming else "unary") + (
        "_stream" if method.server_streaming else "_unary"
    )
    call = getattr(channel, kind)(
        f"/{method.containing_service.full_name}/{method.name}",
        request_serializer=lambda message: message.SerializeToString(),
        response_deserializer=message_factory.GetMessageClass(method.output_type).FromString,
    )
    argument = iter([request]) if method.client_streaming else request
    try:
        answer = call(argument, timeout=60)
        return grpc.StatusCode.OK, "", list(answer) if method.server_streaming else [answer]
    except grpc.RpcError as error:
        return error.code(), error.details(), []


def by_json(pool, channel, path, body):
    """Call a unary method with a message made of JSON, as grpcurl does."""
    method = pool.FindMethodByName(path)
    request = json_format.ParseDict(body, message_factory.GetMessageClass(method.input_type)())
    code, details, replies = invoke(channel, method, request)
    assert code == grpc.StatusCode.OK, details
    return json_format.MessageToDict(replies[0])


@pytest.mark.parametrize("version", ["v1", "v1alpha"])
def test_both_versions_list_the_same_services(channel, database, version):
    answer = ask(channel, version, list_services="*")
    listed = [service.name for service in answer.list_services_response.service]
    assert listed == sorted(listed) == sorted(database.get_services())
    assert {
        "grpc.health.v1.Health",
        "grpc.reflection.v1.ServerReflection",
        "grpc.reflection.v1alpha.ServerReflection",
        "tutelage.v1.Labeling",
        "tutelage.v1.Prediction",
        "tutelage.v1.Training",
    } <= set(listed)
    assert not [name for name in listed if "internal" in name or "testing" in name]


@pytest.mark.parametrize("version", ["v1", "v1alpha"])
def test_what_is_not_there_is_an_error_in_the_answer(channel, version):
    for request in (
        {"file_by_filename": "no/such.proto"},
        {"file_containing_symbol": "tutelage.v1.Nothing"},
        {"file_containing_symbol": "tutelage.internal.v1.Worker"},
        {"all_extension_numbers_of_type": "tutelage.v1.Nothing"},
        {
            "file_containing_extension": {
                "containing_type": "tutelage.v1.Tensor",
                "extension_number": 7,
            }
        },
    ):
        answer = ask(channel, version, **request)
        assert answer.error_response.error_code == grpc.StatusCode.NOT_FOUND.value[0], request
        assert answer.original_request == reflection_pb2.ServerReflectionRequest(**request)
    answer = ask(channel, version, all_extension_numbers_of_type="tutelage.v1.Tensor")
    assert list(answer.all_extension_numbers_response.extension_number) == []


def test_files_come_with_all_that_they_import(channel):
    answer = ask(channel, "v1", file_containing_symbol="tutelage.v1.Prediction.Predict")
    files = [
        descriptor_pb2.FileDescriptorProto.FromString(data)
        for data in answer.file_descriptor_response.file_descriptor_proto
    ]
    names = [file.name for file in files]
    assert names[0] == "tutelage/v1/prediction.proto"
    assert len(set(names)) == len(names)
    for file in files:
        assert set(file.dependency) <= set(names)


def test_every_method_of_every_service_answers_a_message_made_of_its_descriptor(
    channel, database, pool
):
    count = 0
    for name in database.get_services():
        for method in pool.FindServiceByName(name).methods:
            request = message_factory.GetMessageClass(method.input_type)()
            if method.full_name.endswith("Health.Watch"):
                continue  # Never ends by itself: test_health.py.
            code, details, _ = invoke(channel, method, request)
            assert code in REFUSALS | {grpc.StatusCode.OK}, (method.full_name, code, details)
            assert details != f"unknown method /{name}/{method.name}"
            count += 1
    assert count >= 30


def test_a_project_is_made_and_read_by_reflection_alone(channel, pool):
    body = {"name": "mirror", "classes": ["a", "b"], "input": {"vector": {"dimension": 2}}}
    made = by_json(pool, channel, "tutelage.v1.Projects.CreateProject", body)
    assert made["name"] == "mirror"
    projects = by_json(pool, channel, "tutelage.v1.Projects.ListProjects", {})["projects"]
    assert [project["name"] for project in projects] == ["mirror"]
    algorithms = by_json(pool, channel, "tutelage.v1.Training.ListAlgorithms", {})
    assert len(algorithms["algorithms"]) > 5
    assert by_json(pool, channel, "tutelage.v1.Models.ListModels", {"project": "mirror"}) == {}
    health = by_json(pool, channel, "grpc.health.v1.Health.Check", {})
    assert health == {"status": "SERVING"}
