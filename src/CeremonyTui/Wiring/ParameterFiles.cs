using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;
using Ceremony.Scripts;

namespace CeremonyTui.Wiring;

/// <summary>Parameters from the command line: a file of them, and single ones that come before the file's. Blanks at the ends of a value are dropped, as those that somebody types into the form.</summary>
internal static class ParameterFiles
{
    public static IReadOnlyDictionary<string, string> Read(string? file, IReadOnlyList<string> set)
    {
        var values = new Dictionary<string, string>();
        if (file is not null)
        {
            ReadFile(file, values);
        }

        foreach (string each in set)
        {
            int equals = each.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                throw new CommandFailure(ExitCodes.WrongInput, $"\"--set {Hostile.Escape(each)}\" is not understood: write --set NAME=VALUE.");
            }

            values[each[..equals]] = each[(equals + 1)..].Trim();
        }

        return values;
    }

    private static void ReadFile(string file, Dictionary<string, string> values)
    {
        try
        {
            foreach (ScriptMember member in YamlTree.Read(GivenFile.Read(file, "parameters' file")).Members)
            {
                values[member.Key] = member.Value is ScriptScalar scalar
                    ? scalar.Text.Trim()
                    : throw new ScriptProblemException(member.Mark, $"the parameter \"{member.Key}\" must be a text");
            }
        }
        catch (ScriptProblemException problem)
        {
            throw new CommandFailure(ExitCodes.WrongInput, problem.Problem.At(Hostile.Escape(file)));
        }
    }
}
