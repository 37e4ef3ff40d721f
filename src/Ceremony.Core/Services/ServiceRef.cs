namespace Ceremony.Core.Services;

/// <summary>A service by its name under <c>services:</c>.</summary>
/// <param name="Name">Such as <c>cf</c>.</param>
public readonly record struct ServiceRef(string Name);
