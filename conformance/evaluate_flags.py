"""Evaluates one flag for many subjects with the OpenFeature SDK and its OFREP provider; prints one answer a line.

Arguments: the server's address, the flag, and a file with one subject a line. The token is in COUNTERSIGN_TOKEN.
"""

import json
import os
import sys

from openfeature import api
from openfeature.contrib.provider.ofrep import OFREPProvider
from openfeature.evaluation_context import EvaluationContext


def main(url, flag, subjects):
    headers = {"Authorization": f"Bearer {os.environ['COUNTERSIGN_TOKEN']}"}
    api.set_provider(OFREPProvider(url, headers_factory=lambda: headers))
    client = api.get_client()
    with open(subjects, encoding="utf-8") as file:
        for subject in file.read().splitlines():
            context = EvaluationContext(targeting_key=subject)
            found = client.get_string_details(flag, "none", context)
            print(json.dumps([subject, found.value, found.variant, found.reason, found.error_code]))
    unknown = client.get_string_details("nothing.here", "none", EvaluationContext(targeting_key="a"))
    print(json.dumps(["", unknown.value, unknown.variant, unknown.reason, unknown.error_code]))


main(*sys.argv[1:])
