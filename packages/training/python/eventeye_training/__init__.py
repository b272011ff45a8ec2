"""PyTorch loop, ONNX export and int8 quantisation of the EventEye classifier."""
