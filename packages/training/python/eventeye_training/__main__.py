"""python3 -m eventeye_training train|export|quantize ..."""
from __future__ import annotations

import argparse
import json
from dataclasses import MISSING, fields
from pathlib import Path

from .train import TrainingOptions, train


def main() -> None:
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
    int8.add_argument("--out", type=Path, required=True)
    int8.add_argument("--index", type=Path, required=True)
    int8.add_argument("--images", type=int, default=128)
    arguments = vars(parser.parse_args())
    command = arguments.pop("command")
    if command == "train":
        print(json.dumps(train(TrainingOptions(**arguments))))
    elif command == "export":
        from .export import export_onnx, load_checkpoint

        export_onnx(arguments["checkpoint"], arguments["out"], arguments["size"])
        print(json.dumps(load_checkpoint(arguments["checkpoint"])[1]))
    else:
        from .quantize import quantize

        quantize(arguments["source"], arguments["out"], arguments["index"], arguments["images"])


if __name__ == "__main__":
    main()
