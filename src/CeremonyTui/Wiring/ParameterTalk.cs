using Ceremony.Core.Desk;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Scripts;

namespace CeremonyTui.Wiring;

/// <summary>Asks for the script's parameters, all before anything begins.</summary>
internal sealed class ParameterTalk(IRoom room, string scriptPath)
{
    private const string NotYet = "Notes, people and breaks are recorded as soon as the ceremony has begun.";

    /// <summary>Refuses what the command line sets and the script cannot take, before anybody is asked for anything.</summary>
    public static void RefuseUnfit(Script script, IReadOnlyDictionary<string, string> given, string scriptPath)
    {
        if (given.Keys.FirstOrDefault(name => script.Parameters.All(parameter => parameter.Name != name)) is { } unknown)
        {
            throw new CommandFailure(ExitCodes.WrongInput, $"The script has no parameter {Nearest.Quote(unknown)}{Nearest.Hint(unknown, script.Parameters.Select(parameter => parameter.Name))}");
        }

        if (ScriptBinding.Unfit(script, given) is { Count: > 0 } problems)
        {
            throw new CommandFailure(ExitCodes.WrongInput, [.. problems.Select(problem => problem.At(Hostile.Escape(scriptPath)))]);
        }
    }

    /// <summary>The options that have still to be given, since nothing else says these parameters; null where all are known.</summary>
    public static string? StillToGive(Script script, IReadOnlyDictionary<string, string> set)
    {
        string options = string.Join(' ', ScriptBinding.StillToAsk(script, set).Where(parameter => parameter.Default is null).Select(parameter => $"--set {parameter.Name}=…"));
        return options.Length == 0 ? null : options;
    }

    /// <summary>Asks for every parameter once more, what was answered standing in its field.</summary>
    public async Task<BoundScript> Correct(Script script, IReadOnlyDictionary<string, string> answered, bool isRehearsal) => await Ask(script, new Dictionary<string, string>(), isRehearsal, answered);

    /// <summary>Asks for what the command line did not set, until script and values fit each other.</summary>
    /// <param name="script">The script.</param>
    /// <param name="given">What is not asked for.</param>
    /// <param name="isRehearsal">Whether it is a rehearsal.</param>
    /// <param name="answered">What stands in the fields at first; null for what the script says.</param>
    public async Task<BoundScript> Ask(Script script, IReadOnlyDictionary<string, string> given, bool isRehearsal, IReadOnlyDictionary<string, string>? answered = null)
    {
        var values = new Dictionary<string, string>(given);
        // A parameter that depends on another one's value is asked for once that is known.
        while (ScriptBinding.StillToAsk(script, values) is { Count: > 0 } open)
        {
            Answers answers = await AskFor(script, open, isRehearsal, answered);
            foreach ((string name, string value) in answers.Values)
            {
                values[name] = value.Trim();
            }
        }

        return Bind(script, values, scriptPath);
    }

    /// <summary>Binds the script, read from that path, to its parameters; throws <see cref="CommandFailure"/> where they do not fit.</summary>
    public static BoundScript Bind(Script script, IReadOnlyDictionary<string, string> values, string scriptPath)
    {
        try
        {
            return ScriptBinding.Bind(script, values);
        }
        catch (ScriptBindingException trouble)
        {
            throw new CommandFailure(ExitCodes.WrongInput, [.. trouble.Problems.Select(problem => problem.At(Hostile.Escape(scriptPath)))]);
        }
    }

    private async Task<Answers> AskFor(Script script, IReadOnlyList<ScriptParameter> parameters, bool isRehearsal, IReadOnlyDictionary<string, string>? answered)
    {
        var screen = new Screen(
            "Parameters",
            new TextBlock($"{Hostile.Escape(script.Title)}, version {script.Version}. What is typed here goes into certificates and cannot be changed once the ceremony has begun: type it from the approved paper."))
        {
            Help = "Enter or Tab goes to the next field; Enter on the last one goes on." + (isRehearsal ? " This is a rehearsal: any values that fit will do." : ""),
        };
        var form = new Form([.. parameters.Select(parameter => parameter.ToField()).Select(field => answered?.TryGetValue(field.Name, out string? before) == true ? field with { Initial = before } : field)]);
        string? trouble = null;
        string? refused = null;
        while (true)
        {
            switch (await room.Ask(screen, new FormPrompt(form, trouble) { Refused = refused }))
            {
                case Replied<FormFilled>(var filled):
                    string Value(FormField field) => filled.Answers.Values.GetValueOrDefault(field.Name) ?? "";
                    FormField? unfit = form.Fields.FirstOrDefault(field => field.Refuse(Value(field)) is not null);
                    (trouble, refused) = (unfit?.Refuse(Value(unfit)), unfit?.Name);
                    if (trouble is null)
                    {
                        return filled.Answers;
                    }

                    break;
                case CameBetween<FormFilled>(LeaveWanted or AbortWanted):
                    throw LeftBeforehand();
                default:
                    trouble = NotYet;
                    break;
            }
        }
    }

    /// <summary>Shows a screen before the ceremony begins, when there is no journal yet that could record anything.</summary>
    /// <returns>Whether people went on; false where the parameters are to be corrected first.</returns>
    public async Task<bool> Show(Screen screen, string label)
    {
        while (await room.Ask(screen, new GoOnPrompt(label)) is CameBetween<WentOn>(var happened))
        {
            switch (happened)
            {
                case LeaveWanted or AbortWanted:
                    throw LeftBeforehand();
                case CorrectionWanted:
                    return false;
            }
        }

        return true;
    }

    /// <summary>The end where people leave before anything began.</summary>
    public static CommandFailure LeftBeforehand() => new(ExitCodes.Refused, "The program was left before the ceremony began; nothing was recorded.");
}
