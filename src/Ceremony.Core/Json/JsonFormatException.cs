namespace Ceremony.Core.Json;

/// <summary>Something that should be JSON of an expected form is not. The message says what was expected.</summary>
public sealed class JsonFormatException(string message) : Exception(message);
