using System.CommandLine;
using Ceremony.Core.Devices;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;
using Ceremony.Machine.Pkcs11;
using CeremonyTui.Wiring;

namespace CeremonyTui.Commands;

/// <summary>How commands name the one token that they work with: by its label or its serial number, behind a module.</summary>
internal sealed class NamedToken
{
    private readonly Argument<string?> _label = new("LABEL") { Description = "The token's label.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string> _serial = new("--serial") { Description = "The token's serial number instead, or as well where two tokens have one label." };
    private readonly ModuleOptions _module = new();

    /// <summary>Adds the argument and the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_label);
        _module.AddLoginTo(_module.AddTo(command));
        command.Add(_serial);
    }

    /// <summary>The tokens behind the module that was named.</summary>
    public Pkcs11Tokens Tokens(ParseResult parsed) => new(ConsoleWatch.Make(), _module.Read(parsed).Setups);

    /// <summary>Opens the one token that was named. Throws <see cref="CommandFailure"/> where none or several fit, or nothing was named.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="tokens">The tokens.</param>
    public (ITokenSession Session, TokenView View) Open(ParseResult parsed, Pkcs11Tokens tokens)
    {
        NamedModule module = _module.Read(parsed);
        (string? label, string? serial) = (parsed.GetValue(_label), parsed.GetValue(_serial));
        if (label is null && serial is null)
        {
            throw new CommandFailure(ExitCodes.WrongInput, "No token was named: give its label, or its serial number with --serial.");
        }

        TokenView[] fitting = [.. tokens.List(module.File).Where(view => (label is null || view.Label == label) && (serial is null || view.Serial == serial))];
        if (fitting is not [var token])
        {
            string named = string.Join(" and ", new[] { label is null ? null : $"the label {Hostile.Escape(label)}", serial is null ? null : $"the serial number {Hostile.Escape(serial)}" }.OfType<string>());
            throw new CommandFailure(ExitCodes.Refused, fitting.Length == 0
                ? $"There is no initialised token with {named} behind this module. \"ceremony tokens --module {ShellWord.Of(module.File)}\" lists what is there."
                : $"{fitting.Length} tokens have {named}: give the serial number with --serial as well.");
        }

        return (tokens.Open(new TokenEntry(new TokenRef("token"), TokenUse.Hsm, UriOf(token), module.File, null, "operator 1", null) { Setup = module.Setup, UserType = _module.ReadLogin(parsed) }), token);
    }

    /// <summary>A token as a sentence names it: "CM-HSM, serial number 4711,".</summary>
    public static string Called(TokenView token) => $"{Hostile.Escape(token.Label)}, serial number {Hostile.Escape(token.Serial)},";

    // A token may have an empty label or serial number, which a URI cannot express; one of the two was named.
    private static TokenUri UriOf(TokenView token)
    {
        IEnumerable<string> names = new[] { ("token", token.Label), ("serial", token.Serial) }.Where(each => each.Item2.Length > 0).Select(each => $"{each.Item1}={Uri.EscapeDataString(each.Item2)}");
        return TokenUri.TryParse($"pkcs11:{string.Join(';', names)}", out TokenUri uri, out string problem) ? uri : throw new CommandFailure(ExitCodes.Refused, $"The token cannot be named: {problem}.");
    }
}
