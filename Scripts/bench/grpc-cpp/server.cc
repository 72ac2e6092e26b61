// A gRPC C++ server of the asynchronous API that answers `Prediction/Predict` with a 64 -> 10 linear
// model: one completion queue, one thread, and many calls requested in advance. It does the least
// that the call needs: no limits, no deadlines, no batches, no metrics.

#include <grpcpp/grpcpp.h>

#include <array>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include "tutelage/v1/prediction.grpc.pb.h"

namespace {

constexpr int kInputs = 64;
constexpr int kClasses = 10;
constexpr int kCallsInAdvance = 256;

struct LinearModel {
    std::array<float, kInputs * kClasses> weights;
    std::array<float, kClasses> biases;

    LinearModel() {
        for (int index = 0; index < kInputs * kClasses; ++index)
            weights[index] = float(index * 37 % 101) / 101 - 0.5f;
        for (int index = 0; index < kClasses; ++index)
            biases[index] = float((kInputs * kClasses + index) * 37 % 101) / 101 - 0.5f;
    }

    void Answer(const float *row, tutelage::v1::RowPrediction *result) const {
        std::array<float, kClasses> logits;
        int best = 0;
        for (int label = 0; label < kClasses; ++label) {
            float sum = biases[label];
            for (int index = 0; index < kInputs; ++index)
                sum += row[index] * weights[label * kInputs + index];
            logits[label] = sum;
            if (sum > logits[best]) best = label;
        }
        float total = 0;
        for (float logit : logits) total += std::exp(logit - logits[best]);
        result->set_class_index(best);
        result->set_class_name(std::to_string(best));
        result->set_confidence(1 / total);
    }
};

// One call, from the request for it to its answer; then it is requested again.
class Call {
   public:
    Call(tutelage::v1::Prediction::AsyncService *service, grpc::ServerCompletionQueue *queue,
         const LinearModel *model)
        : service_(service), queue_(queue), model_(model) {
        Request();
    }

    void Proceed() {
        if (answered_) return Request();
        const std::string &data = request_.inputs().data();
        answered_ = true;
        if (data.size() % (kInputs * sizeof(float)) != 0) {
            responder_->FinishWithError(
                grpc::Status(grpc::StatusCode::INVALID_ARGUMENT, "expected rows of 64 numbers"),
                this);
            return;
        }
        reply_.set_model_version(1);
        std::array<float, kInputs> row;
        for (size_t start = 0; start < data.size(); start += sizeof(row)) {
            std::memcpy(row.data(), data.data() + start, sizeof(row));
            model_->Answer(row.data(), reply_.add_rows());
        }
        responder_->Finish(reply_, grpc::Status::OK, this);
    }

   private:
    using Responder = grpc::ServerAsyncResponseWriter<tutelage::v1::PredictReply>;

    void Request() {
        answered_ = false;
        request_.Clear();
        reply_.Clear();
        // Neither can be used twice; in this order: the responder refers to the context.
        responder_.reset();
        context_ = std::make_unique<grpc::ServerContext>();
        responder_ = std::make_unique<Responder>(context_.get());
        service_->RequestPredict(context_.get(), &request_, responder_.get(), queue_, queue_, this);
    }

    tutelage::v1::Prediction::AsyncService *service_;
    grpc::ServerCompletionQueue *queue_;
    const LinearModel *model_;
    std::unique_ptr<grpc::ServerContext> context_;
    std::unique_ptr<Responder> responder_;
    tutelage::v1::PredictRequest request_;
    tutelage::v1::PredictReply reply_;
    bool answered_ = false;
};

}  // namespace

int main() {
    tutelage::v1::Prediction::AsyncService service;
    grpc::ServerBuilder builder;
    int port = 0;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
    builder.RegisterService(&service);
    std::unique_ptr<grpc::ServerCompletionQueue> queue = builder.AddCompletionQueue();
    std::unique_ptr<grpc::Server> server = builder.BuildAndStart();
    if (server == nullptr) return 1;
    std::printf("grpc=127.0.0.1:%d\n", port);
    std::fflush(stdout);
    const LinearModel model;
    std::vector<std::unique_ptr<Call>> calls;
    for (int number = 0; number < kCallsInAdvance; ++number)
        calls.push_back(std::make_unique<Call>(&service, queue.get(), &model));
    void *tag = nullptr;
    bool ok = false;
    while (queue->Next(&tag, &ok)) {
        if (ok) static_cast<Call *>(tag)->Proceed();
    }
    return 0;
}
