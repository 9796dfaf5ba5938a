"""What every door can do."""
