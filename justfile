# Everything .ci/run checks, without installing anything.
ci: fmt lint doc test

fmt:
    cargo fmt --check

lint:
    cargo clippy --all-targets -- -D warnings

doc:
    RUSTDOCFLAGS="-D warnings" cargo doc --no-deps

test:
    cargo test

deny:
    cargo deny check

# The schemas on disk, from the types.
schema:
    cargo run --quiet -- schema outline > schema/outline.schema.json

bench:
    cargo bench

# Against other generators; installs them into target/peers.
peers:
    python3 benches/peers/run.py

# Word files, against docxtpl.
word-peers:
    python3 benches/peers/word.py

# The finished work in examples/.
examples:
    for genre in rectification conference study article exchange; do \
        cargo run --quiet -- -q draft outlines/$genre.yaml --force -o examples/$genre.txt; \
    done
    cargo run --quiet -- -q draft outlines/rectification.yaml --force -o examples/rectification.md
    cargo run --quiet -- -q draft outlines/rectification.yaml --force -o examples/rectification.html
