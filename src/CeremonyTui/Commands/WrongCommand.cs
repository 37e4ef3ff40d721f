using System.CommandLine;
using System.CommandLine.Parsing;
using Ceremony.Core.Screens;
using Ceremony.Scripts;

namespace CeremonyTui.Commands;

/// <summary>
/// What is said of a command line that is not understood: what is wrong, and what may have been meant. The library would print its whole page of help, and the reason where nobody looks for it.
/// </summary>
internal static class WrongCommand
{
    /// <summary>What is wrong, a line each; empty where the command can be carried out, or where none was named and the page of help is the answer.</summary>
    /// <param name="parsed">The command line as it was understood.</param>
    /// <param name="typed">The command line.</param>
    public static IReadOnlyList<string> Lines(ParseResult parsed, IReadOnlyList<string> typed)
    {
        if (typed.Count == 0)
        {
            return [];
        }

        if (Unknown(parsed, typed) is { } unknown)
        {
            return [unknown];
        }

        return parsed.Errors.Count == 0 ? [] : [.. parsed.Errors.Select(error => Hostile.Escape(error.Message)), $"How it is called: {Called(parsed)} --help"];
    }

    private static string? Unknown(ParseResult parsed, IReadOnlyList<string> typed)
    {
        // Whatever follows "--" is no option, however it begins.
        IEnumerable<string> taken = typed.Contains("--") ? [] : parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens).Select(token => token.Value);
        string[] unmatched = [.. parsed.UnmatchedTokens];
        return unmatched.Concat(taken).FirstOrDefault(IsOption) is { } option ? NoOption(parsed, option)
            : unmatched is not [var first, ..] ? null
            : parsed.CommandResult.Command is RootCommand root ? $"{Nearest.Quote(first)} is not a command{Nearest.Hint(first, root.Subcommands.Select(command => command.Name))}"
            : $"{Nearest.Quote(first)} is more than \"{Called(parsed)}\" takes. How it is called: {Called(parsed)} --help";
    }

    private static string NoOption(ParseResult parsed, string word)
    {
        string name = word.Split('=')[0];
        IEnumerable<string> known = parsed.CommandResult.Command.Options.Where(option => !option.Hidden).Select(option => option.Name);
        return $"{Nearest.Quote(name)} is not an option of \"{Called(parsed)}\"{Nearest.Hint(name, known)}";
    }

    private static bool IsOption(string word) => word.Length > 1 && word.StartsWith('-');

    private static string Called(ParseResult parsed) => parsed.CommandResult.Command is RootCommand ? "ceremony" : $"ceremony {parsed.CommandResult.Command.Name}";
}
