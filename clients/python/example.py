"""The whole loop from Python with plain grpcio: create, ingest, train, predict, label.

    python3 clients/python/example.py --server 127.0.0.1:8600 --data Tests/Data/digits/digits.csv
"""

import argparse
import csv
import uuid

import grpc

import stubs

common, _ = stubs.load("tutelage/v1/common")
projects, projects_grpc = stubs.load("tutelage/v1/projects")
labeling, labeling_grpc = stubs.load("tutelage/v1/labeling")
training, training_grpc = stubs.load("tutelage/v1/training")
prediction, prediction_grpc = stubs.load("tutelage/v1/prediction")


def read_digits(path):
    """Return a list of (64 bytes, class name)."""
    with open(path, newline="") as file:
        return [(bytes(int(v) for v in row[:64]), row[64]) for row in csv.reader(file)]


def ingest(channel, project, rows, split=None):
    """Send rows of (bytes, class name or None); return how many are durable and what was refused."""

    def messages():
        for start in range(0, len(rows), 200):
            items = []
            for pixels, name in rows[start : start + 200]:
                item = labeling.IngestItem(input=common.Tensor(data=pixels))
                if name is not None:
                    item.label.class_reference.name = name
                    item.split = split or common.SPLIT_TRAIN
                items.append(item)
            yield labeling.IngestRequest(project=project, items=items)

    durable, refused = 0, []
    for reply in labeling_grpc.LabelingStub(channel).Ingest(messages()):
        durable = reply.durable_count
        refused.extend(reply.refused)
    return durable, refused


def train(channel, project, steps, seed=0):
    """Train FixMatch and return the finished job."""
    stub = training_grpc.TrainingStub(channel)
    request = training.StartTrainingRequest(project=project, request_id=str(uuid.uuid4()))
    request.run.algorithm.name = "fix_match"
    request.run.steps = steps
    request.run.seed = seed
    job = stub.StartTraining(request)
    for update in stub.WatchJob(training.WatchJobRequest(job_id=job.id)):
        job = update.job
    return job


def predict(channel, project, rows):
    """Classify raw inputs; return the reply."""
    tensor = common.Tensor(
        data_type=common.DATA_TYPE_UINT8, shape=[len(rows), 8, 8, 1], data=b"".join(rows)
    )
    request = prediction.PredictRequest(project=project, inputs=tensor)
    return prediction_grpc.PredictionStub(channel).Predict(request, timeout=10)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--server", default="127.0.0.1:8600")
    parser.add_argument("--data", default="Tests/Data/digits/digits.csv")
    parser.add_argument("--steps", type=int, default=300)
    arguments = parser.parse_args()

    rows = read_digits(arguments.data)
    project = "python-" + uuid.uuid4().hex[:8]
    with grpc.insecure_channel(arguments.server) as channel:
        request = projects.CreateProjectRequest(
            name=project,
            classes=[str(digit) for digit in range(10)],
            request_id=str(uuid.uuid4()),
        )
        request.input.image.CopyFrom(
            common.ImageInput(
                height=8, width=8, channels=1, scale=1 / 16
            )
        )
        projects_grpc.ProjectsStub(channel).CreateProject(request)

        durable, _ = ingest(channel, project, rows[:100])
        print(f"{durable} labelled examples are durable")
        durable, _ = ingest(channel, project, [(pixels, None) for pixels, _ in rows[100:1000]])
        print(f"{durable} unlabelled examples are durable")

        job = train(channel, project, arguments.steps)
        print(f"job {job.id}: {training.JobState.Name(job.state)}, version {job.model_version}")

        fresh = rows[1000:]
        reply = predict(channel, project, [pixels for pixels, _ in fresh])
        right = sum(row.class_name == name for row, (_, name) in zip(reply.rows, fresh))
        share = 100 * right / len(fresh)
        print(f"version {reply.model_version}: {share:.1f} % of {len(fresh)} fresh digits are right")


if __name__ == "__main__":
    main()
