using System.Globalization;
using Ceremony.Core.Facts;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>What people see of an audit log.</summary>
internal static class KeepAuditLogScreens
{
    public static Screen Kept(AuditLogKept log, TokenEntry token) => new(
        "The audit log is kept",
        new TextBlock($"The file {Hostile.Escape(log.File)} is kept as {log.Artifact}."),
        new WarningBlock("The program does not read it: nothing here shows that it is this token's log, that it is whole, or what it says."),
        new FactsBlock(
            Detail.From("token", $"{token.Called}, serial number {log.TokenSerial}"),
            new Detail("size", string.Create(CultureInfo.InvariantCulture, $"{log.Size} bytes")),
            new Detail("SHA-256 of the log", HexText.Groups(log.Sha256))))
    {
        Help = "Compare the SHA-256 with what the vendor's tool printed, if it prints one, or with that of the file on the stick. Enter goes on.",
    };
}
