"""The peer: the same network behind mosec, two workers of one thread each. Picture in, probabilities out.

usage: PEER_MODE=MODE service.py --port N, where MODE is eager (fp32), frozen (fp32, fused by TorchScript, channels last), bfloat16
or int8 (FX graph mode on oneDNN, calibrated on noise: its speed does not depend on the ranges).
"""
import io
import json
import os
import sys

import numpy as np
import torch
from mosec import Server, Worker
from PIL import Image
from torchvision import models

MODE = os.environ["PEER_MODE"]
MEAN = torch.tensor([0.485, 0.456, 0.406]).view(1, 3, 1, 1)
STD = torch.tensor([0.229, 0.224, 0.225]).view(1, 3, 1, 1)


def quantized(model):
    from torch.ao.quantization import get_default_qconfig_mapping
    from torch.ao.quantization.quantize_fx import convert_fx, prepare_fx

    torch.backends.quantized.engine = "onednn"
    example = torch.randn(1, 3, 224, 224)
    prepared = prepare_fx(model, get_default_qconfig_mapping("onednn"), (example,))
    with torch.no_grad():
        for _ in range(4):
            prepared(torch.randn(2, 3, 224, 224))
        traced = torch.jit.trace(convert_fx(prepared), example)
        return torch.jit.freeze(traced.eval())


class Inference(Worker):
    def __init__(self):
        torch.set_num_threads(1)
        model = models.resnet50(weights=None)
        model.fc = torch.nn.Linear(2048, 2)
        model = model.eval()
        if MODE in ("frozen", "bfloat16"):
            model = model.to(memory_format=torch.channels_last)
        if MODE == "int8":
            model = quantized(model)
        if MODE == "frozen":
            example = torch.zeros(1, 3, 224, 224).contiguous(memory_format=torch.channels_last)
            with torch.no_grad():
                model = torch.jit.optimize_for_inference(torch.jit.trace(model, example))
        self.model = model
        self.forward(self.picture(Image.new("L", (448, 448))))

    def deserialize(self, data: bytes):
        return self.picture(Image.open(io.BytesIO(data)))

    def picture(self, image):
        grey = np.asarray(image.convert("L"), dtype=np.float32)
        low, high = np.percentile(grey, [1, 99.5])
        grey = np.clip((grey - low) / max(high - low, 1), 0, 1) * 255
        return np.asarray(Image.fromarray(grey.astype(np.uint8)).resize((224, 224), Image.BILINEAR))

    @torch.no_grad()
    def forward(self, grey):
        images = (torch.from_numpy(np.array(grey)).float().view(1, 1, 224, 224) / 255 - MEAN) / STD
        if MODE in ("frozen", "bfloat16"):
            images = images.contiguous(memory_format=torch.channels_last)
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=MODE == "bfloat16"):
            logits = self.model(images)
        return logits.float().softmax(1)[0].tolist()

    def serialize(self, data) -> bytes:
        return json.dumps({"probabilities": data}).encode()


if __name__ == "__main__":
    server = Server()
    server.append_worker(Inference, num=2)
    server.run()
