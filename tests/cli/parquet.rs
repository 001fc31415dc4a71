//! The Parquet file as read by another library.

use std::env;
use std::fs;
use std::process::Command;

use serde_json::Value;
use whosaid::record::Claim;

use super::support::{AWKWARD, BRIDGE, Folder, corpus, extract, json_lines};

/// Prints the rows as JSON Lines, with dates as text, and the number of row groups at the end.
const READ: &str = "
import json, sys
import pyarrow.parquet as parquet
file = parquet.ParquetFile(sys.argv[1])
for row in file.read().to_pylist():
    print(json.dumps(row, default=str))
print(file.num_row_groups)
";

#[test]
#[ignore = "needs a python3, or WHOSAID_PYTHON, that has pyarrow"]
fn pyarrow_reads_the_claims_of_the_json() {
    let interpreter = env::var("WHOSAID_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let folder = Folder::new();
    let inputs = [folder.write("awkward.txt", AWKWARD), folder.write("bridge.txt", BRIDGE)].into_iter().chain(corpus(3));
    let targets = ["claims.jsonl", "claims.parquet"].into_iter().flat_map(|name| ["-o".into(), folder.at(name)]);
    extract(inputs.chain(targets).chain(["--date".into(), "2024-10-24".into()])).with_code(0);

    let output = Command::new(&interpreter).args(["-c", READ]).arg(folder.at("claims.parquet")).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let printed = String::from_utf8(output.stdout).unwrap();
    let (rows, groups) = printed.trim_end().rsplit_once('\n').unwrap();
    assert_eq!(groups, "1");
    let expected: Vec<Value> = json_lines(&folder.read("claims.jsonl"));
    assert!(expected.len() > 50);
    assert_eq!(json_lines::<Value>(rows), expected);
    assert_eq!(json_lines::<Claim>(rows), json_lines::<Claim>(&folder.read("claims.jsonl")));
}

#[test]
fn no_claims_are_a_table_without_rows() {
    let folder = Folder::new();
    extract([folder.write("silent.txt", "2 + 2 = 4\n"), "-o".into(), folder.at("claims.parquet")]).with_code(0);
    assert!(fs::read(folder.at("claims.parquet")).unwrap().starts_with(b"PAR1"));
    assert_eq!(folder.names(), ["claims.parquet", "silent.txt"]);
}
