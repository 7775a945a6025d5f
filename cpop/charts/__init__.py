"""Pictures from figures: each function takes frames and returns a figure or a drawing, and nothing else."""
