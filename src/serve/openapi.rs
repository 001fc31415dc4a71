//! The `OpenAPI` description, with the schemas of the types that are read and written.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value, json};

use super::answer::Answer;
use super::problem::ErrorAnswer;

const REFUSALS: [(&str, &str); 9] = [
    ("400", "The body is not JSON or not UTF-8, or the query cannot be read"),
    ("401", "The token is missing or wrong"),
    ("408", "The body took too long to arrive"),
    ("413", "The body, or the article's text, is too large"),
    ("415", "The body is of a type that is not read"),
    ("422", "There is no article in the body, or not one in English"),
    ("500", "Something broke down, for this article only"),
    ("503", "Too much to do; `Retry-After` says when to try again"),
    ("504", "Not done within the time limit"),
];

/// The `OpenAPI` 3.1 description of the server.
#[must_use]
pub(crate) fn openapi() -> Value {
    let mut schemas =
        SchemaSettings::draft2020_12().with(|settings| settings.definitions_path = "/components/schemas".into()).into_generator();
    let extract = extract(&mut schemas);
    let batch = batch(&mut schemas);
    let paths = json!({
        "/v1/extract": { "post": extract },
        "/v1/extract/batch": { "post": batch },
        "/v1/schema": { "get": reading("schema", "The JSON Schema of a claim, as `whosaid schema` prints it", "application/json", &json!({ "type": "object" })) },
        "/health/live": { "get": reading("live", "Whether the server runs", "application/json", &json!({ "type": "object" })) },
        "/health/ready": { "get": ready(&mut schemas) },
        "/metrics": { "get": metrics(&mut schemas) },
    });
    let mut components = schemas.take_definitions(true);
    components.insert("Article".to_owned(), article());
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "whosaid",
            "version": "1",
            "description": "Who said what in news articles. Offsets are Unicode code points, end exclusive.",
            "license": { "name": "MIT OR Apache-2.0" },
        },
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": { "token": { "type": "http", "scheme": "bearer", "description": "Only where the server was started with a token" } },
        },
    })
}

/// The schema of an article in a request. The readers accept more field names (the README lists only these), and ignore fields that they do not know.
fn article() -> Value {
    let text = json!({ "description": "The text, or its paragraphs; a page's or a part's markup is read as such",
        "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }] });
    let field = |description: &str| json!({ "description": description });
    json!({
        "type": "object",
        "required": ["text"],
        "properties": {
            "text": text,
            "id": field("A string or a number that names the article"),
            "title": field("The headline"),
            "date": field("The day of publication: \"last week\" is counted from it"),
            "url": field("The address"),
        },
    })
}

fn extract(schemas: &mut SchemaGenerator) -> Value {
    let found = json!({
        "application/json": content::<Answer>(schemas),
        "text/csv": { "schema": { "type": "string", "description": "With `Accept: text/csv`: the claims, as `extract` writes them" } },
    });
    json!({
        "operationId": "extract",
        "summary": "Who said what in one article",
        "description": "Without an `id` an article is called `stdin`, as the command calls it: the answer's claims are, byte for byte, those of `whosaid extract -`.",
        "security": security(),
        "parameters": options(),
        "requestBody": { "required": true, "content": {
            "application/json": { "schema": { "$ref": "#/components/schemas/Article" } },
            "text/plain": { "schema": { "type": "string" } },
            "text/html": { "schema": { "type": "string" } },
        } },
        "responses": responses(schemas, &found, "What was found"),
    })
}

fn batch(schemas: &mut SchemaGenerator) -> Value {
    let article = json!({ "$ref": "#/components/schemas/Article" });
    let line = json!({ "anyOf": [schemas.subschema_for::<Answer>(), schemas.subschema_for::<ErrorAnswer>()] });
    json!({
        "operationId": "batch",
        "summary": "Who said what in many articles",
        "description": "An answer or an error for each article, in their order, each as soon as it is done.",
        "security": security(),
        "parameters": options(),
        "requestBody": { "required": true, "content": {
            "application/json": { "schema": { "type": "array", "items": article, "minItems": 1 } },
            "application/x-ndjson": { "schema": { "type": "string", "description": "An article on every line" } },
        } },
        "responses": responses(schemas, &json!({
            "application/json": { "schema": { "type": "array", "items": line } },
            "application/x-ndjson": { "schema": { "type": "string", "description": "An answer or an error on every line" } },
        }), "What was found in each"),
    })
}

fn ready(schemas: &mut SchemaGenerator) -> Value {
    let mut ready = reading("ready", "Whether the server takes articles", "application/json", &json!({ "type": "object" }));
    ready["responses"]["503"] = refusal(schemas, "It is about to end");
    ready
}

fn metrics(schemas: &mut SchemaGenerator) -> Value {
    let mut metrics = reading("metrics", "Counts and times for Prometheus", "application/openmetrics-text", &json!({ "type": "string" }));
    metrics["security"] = security();
    metrics["responses"]["401"] = refusal(schemas, "The token is missing or wrong");
    metrics
}

/// A GET path without parameters.
fn reading(id: &str, summary: &str, media_type: &str, schema: &Value) -> Value {
    let content = Map::from_iter([(media_type.to_owned(), json!({ "schema": schema }))]);
    json!({ "operationId": id, "summary": summary, "responses": { "200": { "description": summary, "content": content } } })
}

fn security() -> Value {
    json!([{}, { "token": [] }])
}

fn options() -> Value {
    json!([{
        "name": "annotations",
        "in": "query",
        "description": "Whether the article's text with all names and attributions is to come with its claims",
        "schema": { "type": "boolean", "default": false },
    }])
}

fn content<T: JsonSchema>(schemas: &mut SchemaGenerator) -> Value {
    json!({ "schema": schemas.subschema_for::<T>() })
}

/// The responses of a path: the successful one, and all refusals.
fn responses(schemas: &mut SchemaGenerator, content: &Value, description: &str) -> Value {
    let mut responses = Map::from_iter([("200".to_owned(), json!({ "description": description, "content": content }))]);
    responses.extend(REFUSALS.map(|(status, description)| (status.to_owned(), refusal(schemas, description))));
    responses.into()
}

fn refusal(schemas: &mut SchemaGenerator, description: &str) -> Value {
    json!({ "description": description, "content": { "application/json": content::<ErrorAnswer>(schemas) } })
}
