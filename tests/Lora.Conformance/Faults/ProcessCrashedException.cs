using System.Diagnostics.CodeAnalysis;

namespace Lora.Conformance.Faults;

/// <summary>Simulates the end of the process: once thrown, every later step throws it too.</summary>
[SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "Thrown in one place only.")]
public sealed class ProcessCrashedException() : Exception("The process died here.");
