"""govtool: decisions and money of a publicly funded project, in one folder of readable files."""

__version__ = "0.1.0"
