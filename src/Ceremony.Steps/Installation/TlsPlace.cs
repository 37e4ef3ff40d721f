namespace Ceremony.Steps;

/// <summary>Where a server is reached.</summary>
/// <param name="Host">Its name or address.</param>
/// <param name="Port">The TCP port.</param>
internal sealed record TlsPlace(string Host, int Port)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Host}:{Port}";
}
