namespace Ceremony.Core.Tokens;

/// <summary>A token by the name that the script gives it under <c>tokens:</c>, such as <c>hsm</c>.</summary>
public readonly record struct TokenRef(string Name)
{
    /// <inheritdoc/>
    public override string ToString() => Name;
}
