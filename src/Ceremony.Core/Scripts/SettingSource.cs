namespace Ceremony.Core.Scripts;

/// <summary>Where the value of a setting comes from.</summary>
public enum SettingSource
{
    /// <summary>The script.</summary>
    Text,

    /// <summary>A token's user PIN, asked of who knows it.</summary>
    PinOfToken,

    /// <summary>A soft token's PIN, asked of its holder.</summary>
    PinOfFile,

    /// <summary>The label that a key's public half has in its token.</summary>
    LabelOf,

    /// <summary>A key's Identifier in the key registry: its CKA_ID.</summary>
    IdentifierOf,
}
