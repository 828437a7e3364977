"""Checks of ours beside Schemathesis's own."""
import re

import schemathesis


@schemathesis.check
def only_what_is_not_served_is_unimplemented(ctx, response, case) -> None:
    """gRPC's words for a call without code; any other 501 is a failure, such as a verb that a path does not take."""
    if "/api/v1/events/" in case.path:
        assert response.status_code != 200, "events are for Flyte's own engine"
    elif response.status_code == 501 and case.method in ("GET", "PUT", "POST", "DELETE"):
        message = response.json().get("message", "")
        assert message.endswith("is unimplemented") or " takes " in message, f"501 for what is served: {message}"


@schemathesis.check
def a_refusal_says_why(ctx, response, case) -> None:
    """Each refusal has a code and a sentence, in the gateway's form or in the transport's."""
    if response.status_code >= 400 and case.method != "HEAD":
        assert len(response.text) >= 20, f"{response.status_code} says nothing: {response.text!r}"


@schemathesis.hook
def before_load_schema(context, schema) -> None:
    """Schemathesis fills a path by str.format, to which `{id.name}` is the attribute of an `id`."""
    for path in list(schema["paths"]):
        operations = schema["paths"].pop(path)
        schema["paths"][re.sub(r"\{[^}]*\}", lambda name: name[0].replace(".", "__"), path)] = operations
        for operation in operations.values():
            for parameter in operation["parameters"]:
                if parameter["in"] == "path":
                    parameter["name"] = parameter["name"].replace(".", "__")
