"""Questions, one .rq file each."""
