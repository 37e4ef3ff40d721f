using System.Security.Cryptography;
using Ceremony.Core.Screens;

namespace Ceremony.Core.Actions;

/// <summary>What the sentences of actions are put together from.</summary>
internal static class Wording
{
    public static string Safe(string text) => Hostile.Escape(text);

    public static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public static string And(IReadOnlyList<string> items) =>
        items.Count < 2 ? string.Concat(items) : $"{string.Join(", ", items.Take(items.Count - 1))} and {items[^1]}";

    public static string Count(int count, string one) => $"{count} {one}{(count == 1 ? "" : "s")}";

    public static string Command(IReadOnlyList<string> command) => Safe(string.Join(' ', command));
}
