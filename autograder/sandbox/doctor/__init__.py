"""Whether this machine keeps what the seal promises."""
