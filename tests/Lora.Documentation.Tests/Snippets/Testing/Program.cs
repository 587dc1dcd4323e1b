namespace Studio;

/// <summary>Stands for the program of the reader's host.</summary>
public sealed class Program;
