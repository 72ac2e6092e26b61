"""Ten thousand classes: every reply stays below what clients take by default."""

import grpc
import pytest

from stubs import load

common, _ = load("tutelage/v1/common")
projects, projects_grpc = load("tutelage/v1/projects")
prediction, prediction_grpc = load("tutelage/v1/prediction")
labeling, labeling_grpc = load("tutelage/v1/labeling")
training, training_grpc = load("tutelage/v1/training")
models, models_grpc = load("tutelage/v1/models")
distillation, distillation_grpc = load("tutelage/v1/distillation")

CLASSES = 10_000
NAMES = [f"{number:05}" + "c" * 123 for number in range(CLASSES)]


def row(number):
    return number.to_bytes(3, "little") + b"\x3f" + bytes(12)


def inputs(count):
    return common.Tensor(
        data_type=common.DATA_TYPE_FLOAT32, shape=[count, 4], data=b"".join(row(number) for number in range(count))
    )


@pytest.fixture(scope="module")
def trained(server):
    with grpc.insecure_channel(server.address) as channel:
        projects_grpc.ProjectsStub(channel).CreateProject(
            projects.CreateProjectRequest(
                name="many", classes=NAMES, input=common.InputSpecification(vector=common.VectorInput(dimension=4))
            )
        )

        def items():
            for split, start in ((common.SPLIT_TRAIN, 0), (common.SPLIT_GATE, CLASSES), (common.SPLIT_TEST, 2 * CLASSES)):
                for first in range(0, CLASSES, 1000):
                    batch = []
                    for number in range(first, first + 1000):
                        item = labeling.IngestItem(split=split, input=common.Tensor(data=row(start + number)))
                        item.label.class_reference.index = number
                        batch.append(item)
                    yield labeling.IngestRequest(project="many", items=batch)

        for reply in labeling_grpc.LabelingStub(channel).Ingest(items()):
            assert not reply.refused, reply.refused[:3]
        stub = training_grpc.TrainingStub(channel)
        for seed in (1, 2):
            request = training.StartTrainingRequest(project="many")
            request.run.algorithm.name = "supervised"
            request.run.steps, request.run.seed = 2, seed
            job = stub.StartTraining(request)
            for update in stub.WatchJob(training.WatchJobRequest(job_id=job.id)):
                job = update.job
            assert job.state == training.JOB_STATE_SUCCEEDED, job
        yield channel


def test_evaluations_are_sparse(trained):
    stub = models_grpc.ModelsStub(trained)
    model = stub.GetModel(models.GetModelRequest(project="many"))
    assert model.evaluations
    for evaluation in model.evaluations:
        assert len(evaluation.per_class) == CLASSES and not evaluation.confusion
        cells = [(cell.class_index, cell.predicted_index, cell.count) for cell in evaluation.confusions]
        assert cells == sorted(cells) and sum(count for _, _, count in cells) == evaluation.count
        right = sum(count for label, predicted, count in cells if label == predicted)
        assert right == pytest.approx(evaluation.accuracy * evaluation.count)
    assert stub.ListModels(models.ListModelsRequest(project="many")).models
    reply = stub.CompareModels(models.CompareModelsRequest(project="many", first_version=1, second_version=2))
    assert reply.first.count == CLASSES


def test_replies_that_do_not_fit_are_refused_with_what_does(trained):
    stub = prediction_grpc.PredictionStub(trained)
    for options, most in (
        (prediction.PredictOptions(probabilities=True), 103),
        (prediction.PredictOptions(top_k=CLASSES), 12),
    ):
        with pytest.raises(grpc.RpcError) as refused:
            stub.Predict(prediction.PredictRequest(project="many", inputs=inputs(500), options=options))
        assert refused.value.code() == grpc.StatusCode.INVALID_ARGUMENT
        assert f"at most {most} rows" in refused.value.details(), refused.value.details()
    options = prediction.PredictOptions(probabilities=True)
    assert len(stub.Predict(prediction.PredictRequest(project="many", inputs=inputs(103), options=options)).rows) == 103
    assert len(stub.Predict(prediction.PredictRequest(project="many", inputs=inputs(500))).rows) == 500
    soft = distillation_grpc.DistillationStub(trained)
    with pytest.raises(grpc.RpcError) as refused:
        soft.SoftLabels(distillation.SoftLabelsRequest(project="many", inputs=inputs(500)))
    most = int(refused.value.details().split("at most ")[1].split(" ")[0])
    reply = soft.SoftLabels(distillation.SoftLabelsRequest(project="many", inputs=inputs(most)))
    assert reply.probabilities.shape == [most, CLASSES]
