"""Decodes the file named on each line of standard input for a while and answers with milliseconds of processor time."""

import sys
import time
import warnings

import pydicom

warnings.simplefilter("ignore")
datasets = {}


def decode(dataset, handler):
    dataset._pixel_id = None  # else it would be kept
    dataset._pixel_array = None
    dataset.convert_pixel_data(handler)


for line in sys.stdin:
    handler, seconds, path = line.rstrip("\n").split(" ", 2)
    if path not in datasets:
        datasets[path] = pydicom.dcmread(path)
        datasets[path].PixelData  # read lazily otherwise
    dataset = datasets[path]
    decode(dataset, handler)
    count = 0
    begin = time.process_time()
    while time.process_time() - begin < float(seconds) or count < 3:
        decode(dataset, handler)
        count += 1
    print((time.process_time() - begin) / count * 1000, flush=True)
