"""Starts MiniStack, brought closer to AWS where the portal depends on it.

Each change below names what AWS does. They reach into MiniStack 1.5.33, which
requirements.txt pins; the flow tests notice when a newer one no longer fits.
"""

import json
import re
import socketserver
import sys
from email.utils import parseaddr

# Header and body of a Lambda event leave in two packets; with Nagle's algorithm
# on, each call waits 40 ms for the acknowledgement of the first.
socketserver.StreamRequestHandler.disable_nagle_algorithm = True

from ministack.app import main  # noqa: E402
from ministack.core import iam_actions  # noqa: E402
from ministack.services import apigateway_v1, lambda_svc, s3, stepfunctions  # noqa: E402
from ministack.services.cloudformation import provisioners  # noqa: E402


def leading_keys(body):
    """The partition keys a DynamoDB request names, as AWS offers them to policies.

    Of a transaction AWS judges each item alone; here every item sees all keys,
    which is as strict for a policy that excludes a prefix.
    """
    try:
        request = json.loads(body or b"{}")
    except ValueError:
        return []
    keys = [request.get("Key"), request.get("Item")]
    for table in request.get("RequestItems", {}).values():
        keys += table.get("Keys", []) if isinstance(table, dict) else []
    for item in request.get("TransactItems", []):
        for action in item.values():
            keys += [action.get("Key"), action.get("Item")]
    values = [key["pk"].get("S") for key in keys if key and "pk" in key]
    for name in re.findall(r"(?<![<>])=\s*(:\w+)", request.get("KeyConditionExpression", "")):  # sort keys are compared by order
        values.append(request.get("ExpressionAttributeValues", {}).get(name, {}).get("S"))
    return [value for value in values if value]


_service_context = iam_actions.dynamodb_service_context


def dynamodb_service_context(body):
    """Adds dynamodb:LeadingKeys, without which no condition on it is ever tried."""
    context = _service_context(body)
    if keys := leading_keys(body):
        context["dynamodb:LeadingKeys"] = keys
    return context


iam_actions.dynamodb_service_context = dynamodb_service_context

_resource_arn = iam_actions.extract_resource_arn


def extract_resource_arn(service, method, path, headers, body, parameters, region, account):
    """Names the resources of two calls that MiniStack judges by none.

    AWS judges SendTask* by the machine that made the token. Tokens here don't
    say whose they are, so any machine of the account stands in. It judges
    SendEmail by the identity that the sender's address belongs to.
    """
    arn = _resource_arn(service, method, path, headers, body, parameters, region, account)
    if arn != "*":
        return arn
    if service == "states" and ".SendTask" in headers.get("x-amz-target", ""):
        return next(iter(stepfunctions._state_machines), arn)
    if service == "ses" and path.endswith("/outbound-emails"):
        address = json.loads(body or b"{}").get("FromEmailAddress", "")
        domain = parseaddr(address)[1].rpartition("@")[2]
        return f"arn:aws:ses:{region}:{account}:identity/{domain}"
    return arn


iam_actions.extract_resource_arn = extract_resource_arn

_import_rest_api = apigateway_v1._import_rest_api


def import_rest_api(spec, base_data=None):
    """Takes over gateway responses and media types of an imported definition, as AWS does.

    CloudFormation wants the slash of a media type written ~1, which AWS undoes.
    """
    data = dict(base_data or {})
    data["binaryMediaTypes"] = [kind.replace("~1", "/") for kind in data.get("binaryMediaTypes") or []]
    api = _import_rest_api(spec, data)
    for kind, response in (spec.get("x-amazon-apigateway-gateway-responses") or {}).items():
        apigateway_v1._put_gateway_response(api, kind, response)
    return api


apigateway_v1._import_rest_api = import_rest_api

_restore_state = lambda_svc._restore_state


def restore_state(data):
    """Lets the readers of streams begin anew after a restart.

    MiniStack writes down how far each has read, but not the records: relay would
    sleep until the new stream is as long as the old one was.
    """
    _restore_state(data)
    lambda_svc._dynamodb_stream_positions.clear()


lambda_svc._restore_state = restore_state

_get_object = s3._get_object


def get_object(bucket, key, headers, query_params=None):
    """Lets a link name the type and name of an older version too, as AWS does."""
    answer = _get_object(bucket, key, headers, query_params)
    if query_params and "versionId" in query_params and answer[0] == 200:
        s3._apply_response_overrides(answer[1], query_params)
    return answer


s3._get_object = get_object

_bucket = provisioners._RESOURCE_HANDLERS["AWS::S3::Bucket"]
_bucket_create = _bucket["create"]


def bucket_create(logical_id, props, stack_name):
    """Locks the objects of a bucket whose template says so."""
    name, attributes = _bucket_create(logical_id, props, stack_name)
    if props.get("ObjectLockEnabled"):
        rule = props.get("ObjectLockConfiguration", {}).get("Rule", {}).get("DefaultRetention")
        retention = {key: value if key == "Mode" else int(value) for key, value in (rule or {}).items()}
        s3._bucket_object_lock[name] = {"enabled": True, "default_retention": retention or None}
    return name, attributes


_bucket["create"] = bucket_create


if __name__ == "__main__":
    del sys.argv[1:]  # the stack's folder, by which a list of processes tells them apart
    main()
