// A kind's own member Fields hides the class of that name.
global using FieldOf = Ceremony.Core.Scripts.Fields;
