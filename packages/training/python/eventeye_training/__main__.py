"""python3 -m eventeye_training train|export|quantize|halve|judge ..."""
from __future__ import annotations

import argparse
import json
import sys
from dataclasses import MISSING, fields
from pathlib import Path

from .train import TrainingOptions, train


def main() -> None:
    arguments = vars(read_arguments())
    command = arguments.pop("command")
    if command == "train":
        print(json.dumps(train(TrainingOptions(**arguments))))
    elif command == "export":
        from .export import export_onnx, load_checkpoint

        export_onnx(arguments["checkpoint"], arguments["out"], arguments["size"])
        print(json.dumps(load_checkpoint(arguments["checkpoint"])[1]))
    elif command == "version":
        print(describe_framework())
    elif command == "halve":
        from .half import halve

        halve(**arguments)
    elif command == "judge":
        from .judge import judge_part

        judge_part(**arguments)
    else:
        from .quantize import quantize

        arguments["labels"] = arguments["labels"].split(",")
        quantize(**arguments)


def describe_framework() -> str:
    """Name and version of what trains here, for the manifest."""
    import torch

    place = torch.cuda.get_device_name(0) if torch.cuda.is_available() else "CPU"
    return f"PyTorch {torch.__version__}, {place}"


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="eventeye_training")
    commands = parser.add_subparsers(dest="command", required=True)
    training = commands.add_parser("train", help="train on an index of prepared slices")
    for field in fields(TrainingOptions):
        if field.type == "bool":
            training.add_argument(f"--{field.name}", action="store_true")
        else:
            kind = {"str": str, "int": int, "float": float}[field.type]
            required = field.default is MISSING
            training.add_argument(f"--{field.name}", type=kind, required=required,
                                  default=None if required else field.default)
    export = commands.add_parser("export", help="checkpoint to fp32 ONNX")
    export.add_argument("--checkpoint", type=Path, required=True)
    export.add_argument("--out", type=Path, required=True)
    export.add_argument("--size", type=int, default=224)
    int8 = commands.add_parser("quantize", help="fp32 ONNX to int8 ONNX")
    int8.add_argument("--source", type=Path, required=True)
    int8.add_argument("--target", type=Path, required=True)
    int8.add_argument("--index", type=Path, required=True)
    int8.add_argument("--labels", default="BENIGN,MALIGNANT")
    int8.add_argument("--images", type=int, default=128)
    commands.add_parser("version", help="name and version of PyTorch and of the device")
    half = commands.add_parser("halve", help="fp32 ONNX to one with float16 weights")
    half.add_argument("--source", type=Path, required=True)
    half.add_argument("--target", type=Path, required=True)
    judged = commands.add_parser("judge", help="logits of a checkpoint for one part of an index")
    judged.add_argument("--checkpoint", type=Path, required=True)
    judged.add_argument("--index", type=Path, required=True)
    judged.add_argument("--part", default="test")
    judged.add_argument("--out", type=Path, required=True)
    return parser.parse_args()


if __name__ == "__main__":
    try:
        main()
    except (ValueError, OSError, FloatingPointError) as error:
        # What the user can mend is said in one sentence; anything else is a fault of this program and shows its trace.
        sys.exit(str(error))
