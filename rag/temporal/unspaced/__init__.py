"""Times in Japanese and Chinese, which need no spaces."""
